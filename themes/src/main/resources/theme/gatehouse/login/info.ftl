<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
<#if section = "header">
<#if messageHeader??>${kcSanitize(msg(messageHeader))?no_esc}<#else>${message.summary}</#if>
<#elseif section = "form">
<div id="kc-info-message" class="gh-form">
  <#if messageHeader?? || requiredActions??>
  <p class="instruction">${message.summary}<#if requiredActions??><#list requiredActions>: <strong><#items as action>${kcSanitize(msg("requiredAction." + action))?no_esc}<#sep>, </#items></strong></#list></#if></p>
  </#if>
  <#if !skipLink??>
  <#if pageRedirectUri?has_content>
  <p><a class="gh-button gh-primary" href="${pageRedirectUri}">${msg("backToApplication")}</a></p>
  <#elseif actionUri?has_content>
  <p><a class="gh-button gh-primary" href="${actionUri}">${msg("proceedWithAction")}</a></p>
  <#elseif (client.baseUrl)?has_content>
  <p><a class="gh-button gh-primary" href="${client.baseUrl}">${msg("backToApplication")}</a></p>
  </#if>
  <#elseif (messageHeader!"") == "accountUpdatedTitle">
  <#-- An administrator's email without an app: the account is the way on. -->
  <p><a class="gh-button gh-primary" href="${url.resourcesPath?keep_before("/resources/")}/realms/${realm.name?url("UTF-8")}/account/">${msg("backToApplication")}</a></p>
  </#if>
</div>
</#if>
</@layout.registrationLayout>
