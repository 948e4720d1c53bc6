<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
<#if section = "header">
${msg("webauthn-error-title")}
<#elseif section = "form">
<form id="kc-error-credential-form" action="${url.loginAction}" method="post">
  <input type="hidden" id="executionValue" name="authenticationExecution" value="${execution}">
  <input type="hidden" id="isSetRetry" name="isSetRetry" value="retry">
  <button type="submit" id="kc-try-again" class="gh-button gh-primary" name="try-again">${msg("doTryAgain")}</button>
</form>
<#if isAppInitiatedAction??>
<form id="kc-webauthn-settings-form" action="${url.loginAction}" method="post">
  <button type="submit" id="cancelWebAuthnAIA" class="gh-button" name="cancel-aia" value="true">${msg("doCancel")}</button>
</form>
</#if>
</#if>
</@layout.registrationLayout>
