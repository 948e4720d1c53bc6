<#-- Imports nothing of the theme but template.ftl, so that it works with keycloak.v2, keycloak and themes derived from them. -->
<#import "template.ftl" as layout>
<#import "gatehouse-parts.ftl" as parts>
<#global auth = "">
<#assign notHere = gatehouseNotHere!false>
<#assign invalid = messagesPerField.existsError("code")>
<#assign heading = notHere?then("gatehouseLinkTitle_NOT_HERE", gatehouseWaiting?then("gatehouseForgotSentTitle", "gatehouseChangeTitle"))>
<#assign wrong = gatehouseProblem?? || invalid>
<@parts.named msg(heading) wrong gatehouseWaiting?then(msg("gatehouseChangeTitle"), "")/>
<@layout.registrationLayout displayMessage=false; section>
<#if section == "header">
<@parts.heading msg(heading)/>
<#elseif section == "form">
<@parts.page>
  <#if gatehouseProblem??><@parts.error [msg(gatehouseProblem, gatehouseWait!0, (gatehouseWait!0)?c)]/><#elseif invalid><@parts.error [messagesPerField.getFirstError("code")] "code"/><#else><@parts.keycloaksError/></#if>
  <#if notHere>
  <p id="gatehouse-intro">${msg("gatehouseLinkText_NOT_HERE", "", gatehouseSupport)}</p>
  <#else>
  <p id="gatehouse-intro"><@parts.sentence gatehouseWaiting?then("gatehouseChangeSentTo", "gatehouseChangeSendTo") gatehouseAddress/><#if gatehouseOtherAddress??> <a id="gatehouse-other-address" href="${gatehouseOtherAddress}">${msg("gatehouseForgotChange")}</a></#if></p>
  <p>${msg("gatehouseChangeNothingYet")}</p>
  </#if>
  <#if gatehouseWaiting>
  <p class="gh-quiet">${msg("gatehouseForgotSentHint")}</p>
  <@parts.recoveryCode/>
  </#if>
  <form id="gatehouse-change-form" class="gh-send" action="${url.loginAction}" method="post">
    <#if !notHere>
    <button class="gh-button<#if !gatehouseWaiting> gh-primary</#if>" type="submit" name="send" value="on" id="gatehouse-send" aria-describedby="gatehouse-intro">${msg(gatehouseWaiting?then("gatehouseForgotAgain", "gatehouseChangeSend"))}</button>
    </#if>
    <button class="gh-button" type="submit" name="cancel-aia" value="true">${msg("gatehouseChangeBack")}</button>
  </form>
</@parts.page>
<@parts.movesOn/>
<#-- The page was opened by a click, as the browser says, so the email leaves at once; a GET alone sends nothing. -->
<#if gatehouseSendNow><script type="module" src="${url.resourcesPath}/gatehouse/gatehouse-send.js"></script></#if>
</#if>
</@layout.registrationLayout>
