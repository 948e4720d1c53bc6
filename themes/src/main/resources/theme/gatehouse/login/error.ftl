<#import "template.ftl" as layout>
<#import "texts.ftl" as texts>
<@layout.registrationLayout displayMessage=false; section>
<#if section = "header">
<@texts.say "gatehouseProblem"/>
<#elseif section = "form">
<div id="kc-error-message" class="gh-form">
  <p class="instruction" role="alert">${message.summary}</p>
  <#if traceId??><p class="gh-quiet" id="traceId">${msg("traceIdSupportMessage", traceId)}</p></#if>
  <#if (gatehouseWayOn!"")?has_content>
  <p><a id="backToApplication" class="gh-button gh-primary" href="${gatehouseWayOn}" rel="noreferrer">${msg("backToApplication")}</a></p>
  <#elseif !skipLink?? && (client.baseUrl)?has_content>
  <p><a id="backToApplication" class="gh-button gh-primary" href="${client.baseUrl}">${msg("backToApplication")}</a></p>
  <#else>
  <p><a id="gatehouse-account" class="gh-button" href="${gatehouseAccount!(url.loginUrl?keep_before("/login-actions") + "/account/")}"><@texts.say "gatehouseYourAccount"/></a></p>
  </#if>
</div>
</#if>
</@layout.registrationLayout>
