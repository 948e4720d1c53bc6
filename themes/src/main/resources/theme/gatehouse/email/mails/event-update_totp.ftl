<#include "/mails/event.ftl">
<@occurrence msg("gatehouseEmail_totpChanged_intro"), msg("gatehouseEmail_event_warning", mail.support())/>
