<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "password-commons.ftl" as passwordCommons>
<#import "texts.ftl" as texts>
<@layout.registrationLayout; section>
<#if section = "header">
${msg("webauthn-registration-title")}
<#elseif section = "form">
<noscript><p class="gh-notice"><@texts.say "gatehouseNeedsScript"/></p></noscript>
<form id="register" action="${url.loginAction}" method="post"
  data-challenge="${challenge}" data-user-id="${userid}" data-username="${username}" data-algorithms="<#list signatureAlgorithms as algorithm>${algorithm?is_number?then(algorithm?c, algorithm)} </#list>"
  data-rp-name="${rpEntityName}" data-rp-id="${rpId}" data-attestation="${attestationConveyancePreference}" data-attachment="${authenticatorAttachment}"
  data-require-resident-key="${requireResidentKey!""}" data-resident-key="${residentKey!""}" data-user-verification="${userVerificationRequirement}"
  data-timeout="${createTimeout?c}" data-exclude="${excludeCredentialIds}" data-unsupported="${msg("webauthn-unsupported-browser-text")}">
  <#list ["clientDataJSON", "attestationObject", "publicKeyCredentialId", "transports", "authenticatorAttachment", "error"] as name>
  <input type="hidden" id="${name}" name="${name}">
  </#list>
  <@field.input name="authenticatorLabel" label=msg("gatehousePasskeyName") value=msg("webauthn-registration-init-label") hint=msg("gatehousePasskeyNameHint")/>
  <@passwordCommons.logoutOtherSessions/>
</form>
<div class="gh-buttons">
  <button type="button" id="registerWebAuthn" class="gh-button gh-primary" hidden>${msg("doRegisterSecurityKey")}</button>
  <#if !isSetRetry?has_content && isAppInitiatedAction?has_content>
  <form id="kc-webauthn-settings-form" action="${url.loginAction}" method="post">
    <button type="submit" id="cancelWebAuthnAIA" class="gh-button" name="cancel-aia" value="true">${msg("doCancel")}</button>
  </form>
  </#if>
</div>
<script type="module" src="${url.resourcesPath}/js/passkey-register.js"></script>
</#if>
</@layout.registrationLayout>
