<#-- Imports nothing of the theme but template.ftl, so that it works inside keycloak.v2, keycloak and themes made of them. -->
<#import "template.ftl" as layout>
<#import "gatehouse-parts.ftl" as parts>
<@parts.withoutLogin "gatehouseSecureTitle"/>
<@layout.registrationLayout displayMessage=false; section>
<#if section == "header">
${msg("gatehouseSecureTitle")}
<#elseif section == "form">
<@parts.stylesheet/>
<div class="gh-page">
  <p id="gatehouse-account">${msg("gatehousePasswordFor")} <bdi class="gh-address" dir="ltr">${gatehouseAddress}</bdi></p>
  <p id="gatehouse-intro">${msg("gatehouseSecureIntro")}</p>
  <form id="gatehouse-secure-form" action="${url.loginAction}" method="post">
    <input type="hidden" name="opened" value="${gatehouseOpened}">
    <button class="gh-button gh-primary" type="submit" name="secure" value="on" aria-describedby="gatehouse-intro">${msg("gatehouseSecureGo")}</button>
  </form>
</div>
</#if>
</@layout.registrationLayout>
