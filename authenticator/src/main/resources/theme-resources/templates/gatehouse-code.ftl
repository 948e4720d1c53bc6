<#-- Imports nothing of the theme but template.ftl, so that it works with keycloak.v2, keycloak and themes derived from them. -->
<#import "template.ftl" as layout>
<#import "gatehouse-parts.ftl" as parts>
<#assign otherWays = parts.flowHasOtherWays()>
<#assign invalid = messagesPerField.existsError("code")>
<@parts.named msg("gatehouseCodeTitle") invalid/>
<@layout.registrationLayout displayMessage=false; section>
<#if section == "header">
<@parts.heading msg("gatehouseCodeTitle")/>
<#elseif section == "form">
<@parts.page>
  <#if invalid>
  <@parts.error [messagesPerField.getFirstError("code")] gatehouseValidUntil???then("code", "")/>
  <#elseif parts.keycloaksMessage()?has_content>
  <@parts.keycloaksError/>
  <#elseif gatehouseNotice??>
  <div class="gh-notice" role="status"><p>${msg(gatehouseNotice)}</p></div>
  </#if>
  <@parts.forChange/>
  <#if gatehouseValidUntil??>
  <p id="gatehouse-intro"><@parts.sentence "gatehouseCodeSentTo" gatehouseAddress gatehouseDigits/> <@parts.lasting "gatehouseCodeUseBy" gatehouseValidFor gatehouseValidUntil/></p>
  <form id="gatehouse-code-form" action="${url.loginAction}" method="post" novalidate>
    <div class="gh-field">
      <label for="code">${msg("gatehouseCodeLabel")}</label>
      <#if invalid><@parts.fieldError [messagesPerField.getFirstError("code")]/></#if>
      <input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" autocapitalize="off" spellcheck="false" dir="ltr"
        <#if invalid>aria-invalid="true" aria-describedby="gatehouse-error gatehouse-intro"<#else>autofocus aria-describedby="gatehouse-intro"</#if>>
    </div>
    <@parts.sharedComputer/>
    <button class="gh-button gh-primary" type="submit">${msg("gatehouseContinue")}</button>
  </form>
  <#elseif !gatehouseBlocked??>
  <p id="gatehouse-intro"><@parts.sentence gatehouseCodeSent?then("gatehouseCodeNoLongerValid", "gatehouseCodeNotSent") gatehouseAddress gatehouseDigits/></p>
  </#if>
  <#if !gatehouseValidUntil?? && (!gatehouseBlocked?? || gatehouseOtherFactors?has_content)>
  <form id="gatehouse-send-form" action="${url.loginAction}" method="post"></form>
  </#if>
  <#if !gatehouseBlocked??>
  <div class="gh-send">
    <#if gatehouseValidUntil??><p class="gh-quiet">${msg("gatehouseNotReceived")}</p></#if>
    <#if gatehouseWait??><p class="gh-quiet" id="gatehouse-wait">${msg(gatehouseWaitMessage, gatehouseWait)}</p></#if>
    <#-- Part of the form with the code, so that a ticked box is submitted too. -->
    <button class="gh-button<#if !gatehouseValidUntil??> gh-primary</#if>" type="submit" name="send" value="on" form="${gatehouseValidUntil???then("gatehouse-code-form", "gatehouse-send-form")}"<#if gatehouseWait??> aria-describedby="gatehouse-wait"</#if>>${msg(gatehouseValidUntil???then("gatehouseSendAgain", gatehouseCodeSent?then("gatehouseSendNew", "gatehouseSend")))}</button>
  </div>
  </#if>
  <@parts.otherFactors form=gatehouseValidUntil???then("gatehouse-code-form", "gatehouse-send-form")/>
  <@parts.otherWaysOfFlow shown=otherWays/>
  <@parts.startAgain/>
</@parts.page>
</#if>
</@layout.registrationLayout>
