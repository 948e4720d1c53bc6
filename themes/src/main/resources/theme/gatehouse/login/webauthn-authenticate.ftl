<#import "template.ftl" as layout>
<#import "passkeys.ftl" as passkeys>
<#import "register-commons.ftl" as register>
<#import "texts.ftl" as texts>
<@layout.registrationLayout displayInfo=register.offered(); section>
<#if section = "header">
${msg("webauthn-login-title")}
<#elseif section = "form">
<div id="kc-form-webauthn" class="gh-form">
  <@passkeys.form/>
  <@passkeys.choices title="webauthn-available-authenticators" created="webauthn-createdAt-label"/>
  <noscript><p class="gh-notice"><@texts.say "gatehouseNeedsScript"/></p></noscript>
  <button type="button" id="authenticateWebAuthnButton" class="gh-button gh-primary" hidden autofocus>${msg("webauthn-doAuthenticate")}</button>
  <p class="gh-quiet" id="gatehouse-lost"><@texts.say "gatehouseLost"/></p>
</div>
<#elseif section = "info">
<@register.offer/>
</#if>
</@layout.registrationLayout>
