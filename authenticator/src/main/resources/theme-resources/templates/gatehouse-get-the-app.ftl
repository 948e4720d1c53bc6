<#-- Imports nothing of the theme but template.ftl, so that it works with keycloak.v2, keycloak and themes derived from them. -->
<#import "template.ftl" as layout>
<#import "gatehouse-parts.ftl" as parts>
<#global auth = "">
<#assign realmName = realm.displayName!realm.name>
<#if gatehouseMisconfigured>
<#assign heading = msg("gatehouseAppMisconfiguredTitle", gatehouseApp)>
<#elseif gatehouseLinks?has_content>
<#assign heading = msg("gatehouseAppGet", realmName)>
<#else>
<#assign heading = msg("gatehouseAppTitle", gatehouseApp, gatehousePeople)>
</#if>
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
  <p>${msg("gatehouseAppTitle", gatehouseApp, gatehousePeople)}</p>
  <p id="gatehouse-intro">${msg("gatehouseAppIntro", realmName)}</p>
  <#if gatehousePlatform?has_content>
  <p><a id="gatehouse-app" class="gh-button gh-primary" href="${gatehouseLinks[gatehousePlatform]}" rel="noopener noreferrer">${msg("gatehouseApp_" + gatehousePlatform)}</a></p>
  </#if>
  <#if gatehouseLinks?size gt gatehousePlatform?has_content?then(1, 0)>
  <div>
    <#if gatehousePlatform?has_content><p class="gh-quiet" id="gatehouse-app-others">${msg("gatehouseAppOthers")}</p></#if>
    <ul class="gh-links"<#if gatehousePlatform?has_content> aria-labelledby="gatehouse-app-others"</#if>>
      <#list gatehouseLinks as platform, link>
      <#if platform != gatehousePlatform>
      <li><a href="${link}" rel="noopener noreferrer">${msg("gatehouseApp_" + platform)}</a></li>
      </#if>
      </#list>
    </ul>
  </div>
  </#if>
  </#if>
  <p class="gh-quiet">${msg("gatehouseAppAsk")}</p>
  </#if>
  <form id="gatehouse-another-form" class="gh-send" action="${url.loginAction}" method="post">
    <p class="gh-quiet" id="gatehouse-wrong-account">${msg("gatehouseAppWrongAccount")}</p>
    <button class="gh-button" type="submit" name="another" value="on" aria-describedby="gatehouse-wrong-account">${msg("gatehouseAppAnother")}</button>
  </form>
</@parts.page>
</#if>
</@layout.registrationLayout>
