<#include "/mails/event.ftl">
<@occurrence msg("gatehouseMail_changed_intro"), msg("gatehouseMail_addressChanged_warning", mail.brand(), mail.support())/>
