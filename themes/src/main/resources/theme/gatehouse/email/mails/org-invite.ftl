<#include "/mails/link.ftl">
<@confirmation msg("gatehouseEmail_invite_intro", mail.brand(), mail.name(organization.name)), msg("gatehouseEmail_invite_button"), msg("gatehouseEmail_invite_warning")>
<#if firstName?? && lastName??>
<@mail.facts [{"label": msg("gatehouseEmail_invite_for"), "value": firstName + " " + lastName}]/>
</#if>
</@confirmation>
