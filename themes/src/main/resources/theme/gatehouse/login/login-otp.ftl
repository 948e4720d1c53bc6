<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<#import "otp-devices.ftl" as devices>
<#import "texts.ftl" as texts>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("totp"); section>
<#if section = "header">
<@texts.say "gatehouseOtpTitle"/>
<#elseif section = "form">
<form id="kc-otp-login-form" action="${url.loginAction}" method="post" novalidate data-once>
  <#if otpLogin.userOtpCredentials?size gt 1>
  <@devices.choose title="gatehouseOtpDevice" credentials=otpLogin.userOtpCredentials selected=otpLogin.selectedCredentialId!""/>
  <#else>
  <input id="selectedCredentialId" type="hidden" name="selectedCredentialId" value="${otpLogin.selectedCredentialId!""}">
  </#if>
  <@field.input name="otp" only=(otpLogin.userOtpCredentials?size lte 1) label=msg("loginOtpOneTime") autocomplete="one-time-code" fieldName="totp" autofocus=true dir="ltr" enterkey="go"/>
  <@buttons.loginButton/>
</form>
<p class="gh-quiet" id="gatehouse-lost"><@texts.say "gatehouseLost"/></p>
</#if>
</@layout.registrationLayout>
