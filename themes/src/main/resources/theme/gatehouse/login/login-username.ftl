<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<#import "social-providers.ftl" as identityProviders>
<#import "register-commons.ftl" as register>
<#import "passkeys.ftl" as passkeys>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("username") displayInfo=register.offered(); section>
<#if section = "header">
${msg("loginAccountTitle")}
<#elseif section = "form">
<#if realm.password>
<form id="kc-form-login" action="${url.loginAction}" method="post" novalidate data-once>
  <#if !usernameHidden??>
  <@field.input name="username" only=true label=field.whoLabel() value=login.username!"" autofocus=true dir="ltr" inputmode=field.whoKeyboard() enterkey="next" autocomplete=passkeys.autocomplete("username")/>
  <#if realm.rememberMe><@field.checkbox name="rememberMe" label=msg("rememberMe") value=login.rememberMe??/></#if>
  </#if>
  <@buttons.loginButton "doContinue"/>
</form>
<#if realm.resetPasswordAllowed><p><a id="gatehouse-forgot-password" href="${url.loginResetCredentialsUrl}">${msg("doForgotPassword")}</a></p></#if>
<#if gatehousePasswordInstead??><p><a id="gatehouse-password-instead" href="${url.loginUrl}<#if url.loginUrl?contains("?")>&<#else>?</#if>${gatehousePasswordInstead}=true">${msg("gatehousePasswordInstead")}</a></p></#if>
</#if>
<@passkeys.conditionalUIData/>
<#elseif section = "socialProviders">
<#if realm.password && (social.providers)?has_content><@identityProviders.show social=social/></#if>
<#elseif section = "info">
<@register.offer/>
</#if>
</@layout.registrationLayout>
