<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<#import "password-commons.ftl" as passwordCommons>
<#import "password-validation.ftl" as rules>
<#assign isError = ((message.type)!"") == "error">
<#-- A message that is no error repeats the rules, which are listed already. -->
<@layout.registrationLayout displayMessage=(isError && !messagesPerField.existsError("password", "password-confirm")) || (!isError && !(gatehouseRules![])?has_content); section>
<#if section = "header">
${msg("updatePasswordTitle")}
<#elseif section = "form">
<form id="kc-passwd-update-form" action="${url.loginAction}" method="post" novalidate data-once>
  <@field.owner/>
  <@rules.list for="password-new"/>
  <@field.password name="password-new" label=msg("passwordNew") fieldName="password" autocomplete="new-password" rules=rules.forManagers() enterkey="next" autofocus=true show=msg("gatehousePasswordShow")/>
  <@field.password name="password-confirm" label=msg("passwordConfirm") autocomplete="new-password" rules=rules.forManagers() enterkey="done" show=msg("gatehousePasswordShowRepeated")/>
  <@passwordCommons.logoutOtherSessions/>
  <@buttons.submitOrCancel name="login"/>
</form>
</#if>
</@layout.registrationLayout>
