<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("username"); section>
<#if section = "header">
${msg("emailForgotTitle")}
<#elseif section = "form">
<p>${msg(realm.duplicateEmailsAllowed?then("emailInstructionUsername", "emailInstruction"))}</p>
<form id="kc-reset-password-form" action="${url.loginAction}" method="post" novalidate>
  <@field.input name="username" only=true label=field.whoLabel() value=(auth.attemptedUsername)!"" autofocus=true autocomplete="username" dir="ltr"/>
  <@buttons.actionGroup>
    <@buttons.button id="kc-form-buttons" label="doSubmit"/>
    <@buttons.buttonLink href=url.loginUrl label="backToLogin"/>
  </@buttons.actionGroup>
</form>
</#if>
</@layout.registrationLayout>
