<#-- Imports nothing of the theme but template.ftl, so that it works with keycloak.v2, keycloak and themes derived from them. -->
<#import "template.ftl" as layout>
<#import "gatehouse-parts.ftl" as parts>
<@parts.withoutLogin "gatehouseResumeTitle"/>
<@layout.registrationLayout displayMessage=false; section>
<#if section == "header">
<@parts.heading msg("gatehouseResumeTitle")/>
<#elseif section == "form">
<@parts.page>
  <p id="gatehouse-account"><@parts.sentence "gatehousePasswordFor" gatehouseAddress/></p>
  <p id="gatehouse-intro">${msg("gatehouseResumeIntro")}</p>
  <form id="gatehouse-resume-form" action="${url.loginAction}" method="post">
    <input type="hidden" name="opened" value="${gatehouseOpened}">
    <button class="gh-button gh-primary" type="submit" name="resume" value="on" aria-describedby="gatehouse-intro">${msg("gatehouseResumeGo")}</button>
  </form>
</@parts.page>
</#if>
</@layout.registrationLayout>
