<#-- Imports nothing of the theme but template.ftl, so that it works inside keycloak.v2, keycloak and themes made of them. -->
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
    <input type="hidden" name="opened" value="${gatehouseOpened}">
    <button class="gh-button gh-primary" type="submit" name="secure" value="on" aria-describedby="gatehouse-intro">${msg("gatehouseSecureGo")}</button>
  </form>
</@parts.page>
</#if>
</@layout.registrationLayout>
