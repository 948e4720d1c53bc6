<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "user-profile-commons.ftl" as userProfileCommons>
<#import "register-commons.ftl" as registerCommons>
<#import "password-validation.ftl" as rules>
<@layout.registrationLayout displayMessage=messagesPerField.exists("global") displayRequiredFields=true; section>
<#if section = "header">
<#if messageHeader??>${kcSanitize(msg(messageHeader))?no_esc}<#else>${msg("registerTitle")}</#if>
<#elseif section = "form">
<form id="kc-register-form" action="${url.registrationAction}" method="post" novalidate data-once>
  <@userProfileCommons.userProfileFormFields; callback, attribute>
  <#if callback = "afterField" && passwordRequired?? && (attribute.name == "username" || (attribute.name == "email" && realm.registrationEmailAsUsername))>
  <@rules.list for="password"/>
  <@field.password name="password" required=true label=msg("password") autocomplete="new-password" rules=rules.forManagers() show=msg("gatehousePasswordShow")/>
  <@field.password name="password-confirm" required=true label=msg("passwordConfirm") autocomplete="new-password" rules=rules.forManagers() show=msg("gatehousePasswordShowRepeated")/>
  </#if>
  </@userProfileCommons.userProfileFormFields>
  <@registerCommons.termsAcceptance/>
  <#if recaptchaRequired?? && (recaptchaVisible!false)>
  <div class="g-recaptcha" data-size="compact" data-sitekey="${recaptchaSiteKey}" data-action="${recaptchaAction}"></div>
  </#if>
  <div id="kc-form-buttons" class="gh-buttons">
    <#if recaptchaRequired?? && !(recaptchaVisible!false)>
    <button type="submit" id="kc-submit" class="gh-button gh-primary g-recaptcha" data-sitekey="${recaptchaSiteKey}" data-callback="onSubmitRecaptcha" data-action="${recaptchaAction}">${msg("doRegister")}</button>
    <#else>
    <button type="submit" id="kc-submit" class="gh-button gh-primary">${msg("doRegister")}</button>
    </#if>
    <a class="gh-button" href="${url.loginUrl}">${msg("backToLogin")}</a>
  </div>
</form>
</#if>
</@layout.registrationLayout>
