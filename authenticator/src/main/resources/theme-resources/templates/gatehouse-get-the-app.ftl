<#-- Imports nothing but template.ftl, so that it works inside keycloak.v2, keycloak and themes made of them. -->
<#import "template.ftl" as layout>
<#global auth = "">
<@layout.registrationLayout displayMessage=false; section>
<#if section == "header">
${msg(gatehouseMisconfigured?then("gatehouseAppMisconfiguredTitle", "gatehouseAppTitle"), gatehouseApp)}
<#elseif section == "form">
<link rel="stylesheet" href="${url.resourcesPath}/gatehouse/gatehouse.css">
<div class="gh-page" id="gatehouse-get-the-app">
  <#if gatehouseMisconfigured>
  <p>${msg("gatehouseAppMisconfigured", gatehouseApp)}</p>
  <#else>
  <p>${msg("gatehouseAppIntro", realm.displayName!realm.name)}</p>
  <#if gatehouseLinks?has_content>
  <ul class="gh-links">
    <#list gatehouseLinks as platform, link>
    <li><a href="${link}" rel="noopener noreferrer">${msg("gatehouseApp_" + platform)}</a></li>
    </#list>
  </ul>
  </#if>
  <p class="gh-quiet">${msg("gatehouseAppAsk")}</p>
  </#if>
  <p class="gh-quiet">${msg("gatehouseAppWrongAccount")} <a id="gatehouse-sign-out" href="${gatehouseSignOut}">${msg("gatehouseSignOut")}</a></p>
</div>
</#if>
</@layout.registrationLayout>
