<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<#import "passkeys.ftl" as passkeys>
<#import "texts.ftl" as texts>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("password"); section>
<#if section = "header">
<@texts.say "gatehousePasswordTitleSignIn"/>
<#elseif section = "form">
<form id="kc-form-login" action="${url.loginAction}" method="post" novalidate data-once>
  <@field.owner/>
  <@field.password name="password" only=true label=msg("password") forgotPassword=realm.resetPasswordAllowed autofocus=true enterkey="go" autocomplete="current-password"/>
  <@buttons.loginButton/>
</form>
<@passkeys.conditionalUIData/>
</#if>
</@layout.registrationLayout>
