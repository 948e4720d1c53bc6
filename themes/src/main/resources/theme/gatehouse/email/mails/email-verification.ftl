<#include "/mails/link.ftl">
<@confirmation msg("gatehouseEmail_verify_intro", mail.brand()), msg("gatehouseEmail_verify_button"), msg("gatehouseEmail_verify_warning")/>
