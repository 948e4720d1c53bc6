<#include "/mails/event.ftl">
<@occurrence msg("gatehouseEmail_lockedForAWhile_intro"), msg("gatehouseEmail_locked_warning", mail.support())/>
