<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<#import "social-providers.ftl" as identityProviders>
<#import "register-commons.ftl" as register>
<#import "passkeys.ftl" as passkeys>
<#import "texts.ftl" as texts>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("username", "password") displayInfo=register.offered(); section>
<#if section = "header">
<#if usernameHidden??><@texts.say "gatehousePasswordTitleSignIn"/><#else>${msg("loginAccountTitle")}</#if>
<#elseif section = "form">
<#if realm.password>
<#assign error = messagesPerField.getFirstError("username", "password")>
<#-- Keycloak 26.5 uses this message for existing accounts, and the other for accounts that do not exist. -->
<#if error == msg("invalidPasswordMessage")><#assign error = msg("invalidUserMessage")></#if>
<form id="kc-form-login" action="${url.loginAction}" method="post" novalidate data-once>
  <#if !usernameHidden??>
  <@field.input name="username" label=field.whoLabel() value=login.username!"" error=error autofocus=true dir="ltr" inputmode=field.whoKeyboard() enterkey="next" autocomplete=passkeys.autocomplete("username")/>
  <@field.password name="password" label=msg("password") error="" invalid=error?has_content forgotPassword=realm.resetPasswordAllowed enterkey="go" autocomplete="current-password"/>
  <#if realm.rememberMe><@field.checkbox name="rememberMe" label=msg("rememberMe") value=login.rememberMe??/></#if>
  <#else>
  <@field.owner/>
  <@field.password name="password" only=true label=msg("password") error=error forgotPassword=realm.resetPasswordAllowed autofocus=true enterkey="go" autocomplete=passkeys.autocomplete("current-password")/>
  <#if realm.rememberMe && gatehouseOtherAccount??><@field.checkbox name="rememberMe" label=msg("rememberMe") value=login.rememberMe??/></#if>
  </#if>
  <input type="hidden" id="id-hidden-input" name="credentialId" value="${(auth.selectedCredential)!""}">
  <@buttons.loginButton/>
</form>
</#if>
<@passkeys.conditionalUIData/>
<#elseif section = "socialProviders">
<#if realm.password && (social.providers)?has_content><@identityProviders.show social=social/></#if>
<#elseif section = "info">
<@register.offer/>
</#if>
</@layout.registrationLayout>
