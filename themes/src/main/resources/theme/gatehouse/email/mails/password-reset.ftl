<#include "/mails/link.ftl">
<@confirmation msg("gatehouseMail_reset_intro"), msg("gatehouseMail_reset_button"), msg("gatehouseMail_reset_warning")/>
