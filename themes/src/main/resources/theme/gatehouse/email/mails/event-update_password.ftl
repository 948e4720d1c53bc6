<#include "/mails/event.ftl">
<@occurrence msg("gatehouseMail_changed_intro"), msg("gatehouseMail_changed_warning", mail.brand(), mail.support())/>
