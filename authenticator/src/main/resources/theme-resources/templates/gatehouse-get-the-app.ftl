<#-- Imports nothing of the theme but template.ftl, so that it works with keycloak.v2, keycloak and themes derived from them. -->
<#import "template.ftl" as layout>
<#import "gatehouse-parts.ftl" as parts>
<#global auth = "">
<#assign heading = msg(gatehouseMisconfigured?then("gatehouseAppMisconfiguredTitle", "gatehouseAppTitle"), gatehouseApp, gatehousePeople)>
<@parts.named heading/>
<@layout.registrationLayout displayMessage=false; section>
<#if section == "header">
<@parts.heading heading/>
<#elseif section == "form">
<@parts.page id="gatehouse-get-the-app">
  <#if gatehouseMisconfigured>
  <p>${msg("gatehouseAppMisconfigured", gatehouseApp, gatehouseSupport)}</p>
  <#else>
  <#if gatehouseLinks?has_content>
  <p>${msg("gatehouseAppIntro", realm.displayName!realm.name)}</p>
  <ul class="gh-links">
    <#list gatehouseLinks as platform, link>
    <li><a href="${link}" rel="noopener noreferrer">${msg("gatehouseApp_" + platform)}</a></li>
    </#list>
  </ul>
  </#if>
  <p class="gh-quiet">${msg("gatehouseAppAsk")}</p>
  </#if>
  <p class="gh-quiet">${msg("gatehouseAppWrongAccount")} <a id="gatehouse-sign-out" href="${gatehouseSignOut}">${msg("gatehouseSignOut")}</a></p>
</@parts.page>
</#if>
</@layout.registrationLayout>
