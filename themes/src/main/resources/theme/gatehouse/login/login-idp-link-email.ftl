<#import "template.ftl" as layout>
<#import "texts.ftl" as texts>
<@layout.registrationLayout; section>
<#if section = "header">
${msg("emailLinkIdpTitle", idpDisplayName)}
<#elseif section = "form">
<p id="instruction1" class="instruction">${msg("emailLinkIdp1", idpDisplayName, brokerContext.username, realm.displayName!realm.name)}</p>
<p id="instruction2" class="instruction">${msg("emailLinkIdp2")}</p>
<div class="gh-buttons">
  <a class="gh-button" href="${url.loginAction}">${msg("emailVerifyResend")}</a>
  <a class="gh-button" href="${url.loginAction}"><@texts.say "gatehouseLinkConfirmed"/></a>
</div>
</#if>
</@layout.registrationLayout>
