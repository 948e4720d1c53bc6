<#include "/mails/event.ftl">
<@occurrence msg("gatehouseEmail_loginError_intro"), msg("gatehouseEmail_event_warning", mail.support())/>
