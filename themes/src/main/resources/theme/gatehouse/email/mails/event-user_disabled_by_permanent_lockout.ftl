<#include "/mails/event.ftl">
<@occurrence msg("gatehouseEmail_lockedForGood_intro"), msg("gatehouseEmail_locked_warning", mail.support())/>
