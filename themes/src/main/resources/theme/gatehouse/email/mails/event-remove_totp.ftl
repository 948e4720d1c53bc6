<#include "/mails/event.ftl">
<@occurrence msg("gatehouseEmail_totpRemoved_intro"), msg("gatehouseEmail_event_warning", mail.support())/>
