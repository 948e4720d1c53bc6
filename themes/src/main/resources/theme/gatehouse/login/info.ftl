<#import "template.ftl" as layout>
<#import "texts.ftl" as texts>
<@layout.registrationLayout displayMessage=false; section>
<#if section = "header">
<#if messageHeader??>${kcSanitize(msg(messageHeader))?no_esc}<#else>${message.summary}</#if>
<#elseif section = "form">
<div id="kc-info-message" class="gh-form">
  <#if messageHeader?? || requiredActions??>
  <p class="instruction">${message.summary}<#if requiredActions??><#list requiredActions>: <strong><#items as action>${kcSanitize(msg("requiredAction." + action))?no_esc}<#sep>, </#items></strong></#list></#if></p>
  </#if>
  <#if !skipLink?? && pageRedirectUri?has_content>
  <p><a class="gh-button gh-primary" href="${pageRedirectUri}">${msg("backToApplication")}</a></p>
  <#elseif !skipLink?? && actionUri?has_content>
  <p><a class="gh-button gh-primary" href="${actionUri}">${msg("proceedWithAction")}</a></p>
  <#elseif !skipLink?? && (client.baseUrl)?has_content>
  <p><a class="gh-button gh-primary" href="${client.baseUrl}">${msg("backToApplication")}</a></p>
  <#elseif gatehouseAccount??>
  <p><a id="gatehouse-account" class="gh-button" href="${gatehouseAccount}"><@texts.say "gatehouseYourAccount"/></a></p>
  </#if>
</div>
</#if>
</@layout.registrationLayout>
