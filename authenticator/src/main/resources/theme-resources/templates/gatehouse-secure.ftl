<#-- Imports nothing of the theme but template.ftl, so that it works with keycloak.v2, keycloak and themes derived from them. -->
<#import "template.ftl" as layout>
<#import "gatehouse-parts.ftl" as parts>
<@parts.withoutLogin "gatehouseSecureTitle"/>
<@layout.registrationLayout displayMessage=false; section>
<#if section == "header">
<@parts.heading msg("gatehouseSecureTitle")/>
<#elseif section == "form">
<@parts.page>
  <p id="gatehouse-account"><@parts.sentence "gatehousePasswordFor" gatehouseAddress/></p>
  <p id="gatehouse-intro">${msg("gatehouseSecureIntro")}</p>
  <form id="gatehouse-secure-form" action="${url.loginAction}" method="post">
    <#if gatehouseEnrolled?has_content>
    <fieldset class="gh-list" id="gatehouse-enrolled" aria-describedby="gatehouse-enrolled-help">
      <legend>${msg("gatehouseSecureEnrolled")}</legend>
      <p id="gatehouse-enrolled-help">${msg("gatehouseSecureEnrolledHelp")}</p>
      <#list gatehouseEnrolled as item>
      <div class="gh-choice">
        <#-- The label may be written in any direction, and may be the intruder's. -->
        <#assign name>${msg(item.kind, item.provider)}<#if item.label?has_content> (<bdi>${item.label}</bdi>)</#if></#assign>
        <#if item.removable>
        <input id="gatehouse-enrolled-${item?index}" name="remove" type="checkbox" value="${item.id}"<#if item.ticked> checked</#if>>
        <label for="gatehouse-enrolled-${item?index}">${name}<br><span class="gh-quiet"><#if item.since?has_content><@parts.since "gatehouseSecureSince" item.since/><#else>${msg("gatehouseSecureSinceUnknown")}</#if></span></label>
        <#else>
        <p>${name}<br><span class="gh-quiet">${msg("gatehouseSecureOfCompany")}</span></p>
        </#if>
      </div>
      </#list>
    </fieldset>
    </#if>
    <#-- Anything else was added while the page was open. -->
    <input type="hidden" name="shown" value="${gatehouseShown}">
    <input type="hidden" name="opened" value="${gatehouseOpened}">
    <button class="gh-button gh-primary" type="submit" name="secure" value="on" aria-describedby="gatehouse-intro">${msg("gatehouseSecureGo")}</button>
  </form>
</@parts.page>
</#if>
</@layout.registrationLayout>
