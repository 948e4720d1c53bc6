<#-- Imports nothing of the theme but template.ftl, so that it works with keycloak.v2, keycloak and themes derived from them. -->
<#import "template.ftl" as layout>
<#import "gatehouse-parts.ftl" as parts>
<#global auth = "">
<#assign heading = gatehouseWaiting?then("gatehouseForgotSentTitle", "gatehouseChangeTitle")>
<@parts.named msg(heading) gatehouseProblem?? gatehouseWaiting?then(msg("gatehouseChangeTitle"), "")/>
<@layout.registrationLayout displayMessage=false; section>
<#if section == "header">
<@parts.heading msg(heading)/>
<#elseif section == "form">
<@parts.page>
  <#if gatehouseProblem??><@parts.error [msg(gatehouseProblem, gatehouseWait!0, (gatehouseWait!0)?c)]/><#else><@parts.keycloaksError/></#if>
  <p id="gatehouse-intro"><@parts.sentence gatehouseWaiting?then("gatehouseChangeSentTo", "gatehouseChangeSendTo") gatehouseAddress/> ${msg("gatehouseChangeNothingYet")}</p>
  <form id="gatehouse-change-form" action="${url.loginAction}" method="post">
    <button class="gh-button<#if !gatehouseWaiting> gh-primary</#if>" type="submit" name="send" value="on" aria-describedby="gatehouse-intro">${msg(gatehouseWaiting?then("gatehouseForgotAgain", "gatehouseChangeSend"))}</button>
    <button class="gh-button" type="submit" name="cancel-aia" value="true">${msg("gatehouseChangeBack")}</button>
  </form>
</@parts.page>
</#if>
</@layout.registrationLayout>
