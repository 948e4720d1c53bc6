<#-- Imports nothing of the theme but template.ftl, so that it works with keycloak.v2, keycloak and themes derived from them. -->
<#import "template.ftl" as layout>
<#import "gatehouse-parts.ftl" as parts>
<#assign otherWays = parts.flowHasOtherWays()>
<#assign invalid = messagesPerField.existsError("key")>
<@parts.named msg("gatehouseKeyTitle_" + gatehouseFactor) invalid/>
<@layout.registrationLayout displayMessage=false; section>
<#if section == "header">
<@parts.heading msg("gatehouseKeyTitle_" + gatehouseFactor)/>
<#elseif section == "form">
<@parts.page>
  <@parts.error texts=[invalid?then(messagesPerField.getFirstError("key"), parts.keycloaksMessage())] hidden=!invalid && !parts.keycloaksMessage()?has_content/>
  <@parts.forChange/>
  <p id="gatehouse-intro">${msg("gatehouseKeyIntro_" + gatehouseFactor)}</p>
  <noscript><p class="gh-notice">${msg("gatehouseKeyNeedsScript")}</p></noscript>
  <form id="gatehouse-key-form" action="${url.loginAction}" method="post"
    data-challenge="${gatehouseKeyRequest.challenge()}" data-relying-party-id="${gatehouseKeyRequest.relyingPartyId()}"
    data-user-verification="${gatehouseKeyRequest.userVerification()}" data-timeout-seconds="${gatehouseKeyRequest.timeoutSeconds()?c}"
    data-credential-ids="${gatehouseKeyRequest.credentialIds()?join(" ")}"
    data-unsupported="${msg("gatehouseKeyUnsupported")}" data-not-read="${msg("gatehouseKeyNotRead")}">
    <#list ["credentialId", "clientDataJSON", "authenticatorData", "signature", "userHandle"] as field>
    <input type="hidden" name="${field}">
    </#list>
    <@parts.sharedComputer/>
    <#-- Enabled by the script: without it, the button would post nothing. -->
    <button class="gh-button gh-primary" type="submit" id="gatehouse-use-key" disabled aria-describedby="gatehouse-intro">${msg("gatehouseKeyUse_" + gatehouseFactor)}</button>
  </form>
  <@parts.otherFactors form="gatehouse-key-form"/>
  <@parts.otherWaysOfFlow shown=otherWays/>
  <@parts.lost otherWays/>
  <@parts.startAgain/>
</@parts.page>
<script type="module" src="${url.resourcesPath}/gatehouse/gatehouse-key.js"></script>
</#if>
</@layout.registrationLayout>
