<#include "/mails/link.ftl">
<@confirmation msg("gatehouseEmail_newAddress_intro", mail.brand(), mail.name(newEmail)), msg("gatehouseEmail_newAddress_button"), msg("gatehouseEmail_newAddress_warning")/>
