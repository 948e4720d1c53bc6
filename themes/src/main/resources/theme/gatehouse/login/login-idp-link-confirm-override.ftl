<#import "template.ftl" as layout>
<#import "texts.ftl" as texts>
<@layout.registrationLayout; section>
<#if section = "header">
${msg("confirmOverrideIdpTitle")}
<#elseif section = "form">
<form id="kc-register-form" action="${url.loginAction}" method="post">
  <div class="gh-buttons">
    <button type="submit" class="gh-button gh-primary" name="submitAction" id="confirmOverride" value="confirmOverride">${msg("confirmOverrideIdpContinue", idpDisplayName)}</button>
    <a id="loginRestartLink" class="gh-button" href="${url.loginRestartFlowUrl}"><@texts.say "gatehousePageExpiredRestart"/></a>
  </div>
</form>
</#if>
</@layout.registrationLayout>
