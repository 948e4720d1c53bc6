<#import "template.ftl" as layout>
<#import "texts.ftl" as texts>
<@layout.registrationLayout displayMessage=false; section>
<#if section = "header">
<@texts.say "gatehouseProblem"/>
<#elseif section = "form">
<div id="kc-error-message" class="gh-form">
  <p class="instruction" role="alert">${message.summary}</p>
  <#if traceId??><p class="gh-quiet" id="traceId">${msg("traceIdSupportMessage", traceId)}</p></#if>
  <#if !skipLink?? && (client.baseUrl)?has_content>
  <p><a id="backToApplication" class="gh-button" href="${client.baseUrl}">${msg("backToApplication")}</a></p>
  </#if>
</div>
</#if>
</@layout.registrationLayout>
