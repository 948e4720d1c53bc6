<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "passkeys.ftl" as passkeys>
<#import "register-commons.ftl" as register>
<#import "texts.ftl" as texts>
<@layout.registrationLayout displayInfo=register.offered(); section>
<#if section = "header">
${msg("passkey-login-title")}
<#elseif section = "form">
<@passkeys.form/>
<@passkeys.choices title="passkey-available-authenticators" created="passkey-createdAt-label"/>
<#if realm.password && !usernameHidden??>
<form id="kc-form-login" action="${url.loginAction}" method="post" hidden data-shown-with-autofill>
  <@field.input name="username" label=msg("passkey-autofill-select") value=login.username!"" autofocus=true dir="ltr" autocomplete="username webauthn"/>
</form>
</#if>
<noscript><p class="gh-notice"><@texts.say "gatehouseNeedsScript"/></p></noscript>
<button type="button" id="authenticateWebAuthnButton" class="gh-button gh-primary" hidden>${msg("passkey-doAuthenticate")}</button>
<#elseif section = "info">
<@register.offer/>
</#if>
</@layout.registrationLayout>
