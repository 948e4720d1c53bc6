<#include "/mails/link.ftl">
<#assign credential = mail.name(credentialScopeDisplayName)>
<@confirmation msg("gatehouseEmail_credentialOffer_intro", mail.brand(), credential), msg("gatehouseEmail_credentialOffer_button", credential), msg("gatehouseEmail_credentialOffer_warning", mail.brand())/>
