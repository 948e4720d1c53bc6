<#import "template.ftl" as layout>
<#import "buttons.ftl" as buttons>
<#import "otp-devices.ftl" as devices>
<#import "texts.ftl" as texts>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("totp"); section>
<#if section = "header">
<@texts.say "gatehouseRemoveOtpTitle"/>
<#elseif section = "form">
<form id="kc-otp-reset-form" action="${url.loginAction}" method="post">
  <@devices.choose title="otp-reset-description" credentials=configuredOtpCredentials.userOtpCredentials selected=configuredOtpCredentials.selectedCredentialId!""/>
  <@buttons.actionGroup><@buttons.button id="kc-otp-reset-form-submit" label="doSubmit"/></@buttons.actionGroup>
</form>
</#if>
</@layout.registrationLayout>
