<#-- Imports nothing of the theme but template.ftl, so that it works with keycloak.v2, keycloak and themes derived from them. -->
<#import "template.ftl" as layout>
<#import "gatehouse-parts.ftl" as parts>
<#assign otherWays = parts.flowHasOtherWays()>
<#assign problem = parts.problemOfOnlyField("code")>
<#assign hasField = gatehouseValidUntil??>
<@parts.named msg(gatehouseCodeHeading) problem?has_content/>
<@layout.registrationLayout displayMessage=false; section>
<#if section == "header">
<@parts.heading msg(gatehouseCodeHeading)/>
<#elseif section == "form">
<@parts.page>
  <#if problem?has_content>
  <#if !hasField><@parts.error [problem]/></#if>
  <#elseif gatehouseNotice??>
  <div class="gh-notice" role="status"><p>${msg(gatehouseNotice)}</p></div>
  </#if>
  <@parts.forApp/>
  <@parts.forChange/>
  <#if hasField>
  <p id="gatehouse-intro"><@parts.sentence "gatehouseCodeSentTo" gatehouseAddress gatehouseDigits/> <@parts.lasting "gatehouseCodeUseBy" gatehouseValidFor gatehouseValidUntil/></p>
  <form id="gatehouse-code-form" action="${url.loginAction}" method="post" novalidate>
    <div class="gh-field">
      <label for="code">${msg("gatehouseCodeLabel")}</label>
      <#if problem?has_content><@parts.fieldError [problem]/></#if>
      <input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" autocapitalize="off" spellcheck="false" dir="ltr" data-digits="${gatehouseDigits}"<@parts.onlyField problem/>>
    </div>
    <@parts.sharedComputer/>
    <button class="gh-button gh-primary" type="submit">${msg("gatehouseContinue")}</button>
  </form>
  <#elseif !gatehouseBlocked??>
  <p id="gatehouse-intro"><@parts.sentence gatehouseCodeSent?then("gatehouseCodeNoLongerValid", "gatehouseCodeNotSent") gatehouseAddress gatehouseDigits/></p>
  </#if>
  <#if !hasField && (!gatehouseBlocked?? || gatehouseOtherFactors?has_content)>
  <form id="gatehouse-send-form" action="${url.loginAction}" method="post"></form>
  </#if>
  <#if !gatehouseBlocked??>
  <div class="gh-send">
    <#if hasField><p class="gh-quiet">${msg("gatehouseNotReceived")}</p></#if>
    <#if gatehouseWait??><p class="gh-quiet" id="gatehouse-wait"<#if gatehouseWaitForms??> data-seconds="${gatehouseWaitSeconds}"<#list gatehouseWaitForms as category, text> data-${category}="${text}"</#list></#if>>${gatehouseWait}</p></#if>
    <#-- Part of the form with the code, so that a ticked box is submitted too. -->
    <button class="gh-button<#if !hasField> gh-primary</#if>" type="submit" name="send" value="on" form="${hasField?then("gatehouse-code-form", "gatehouse-send-form")}"<#if gatehouseWait??> aria-describedby="gatehouse-wait"</#if>>${msg(hasField?then("gatehouseSendAgain", gatehouseCodeSent?then("gatehouseSendNew", "gatehouseSend")))}</button>
  </div>
  </#if>
  <@parts.otherFactors form=hasField?then("gatehouse-code-form", "gatehouse-send-form")/>
  <@parts.otherWaysOfFlow shown=otherWays/>
  <@parts.startAgain/>
</@parts.page>
<script type="module" src="${url.resourcesPath}/gatehouse/gatehouse-code.js"></script>
</#if>
</@layout.registrationLayout>
