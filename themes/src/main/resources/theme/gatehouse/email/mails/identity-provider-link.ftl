<#include "/mails/link.ftl">
<#assign provider = mail.name(identityProviderDisplayName)>
<@confirmation msg("gatehouseEmail_provider_intro", mail.brand(), provider), msg("gatehouseEmail_provider_button", provider), msg("gatehouseEmail_provider_warning")>
<@mail.facts [{"label": msg("gatehouseEmail_provider_account", provider), "value": identityProviderContext.username!msg("gatehouseCodeMailPlaceUnknown")}]/>
</@confirmation>
