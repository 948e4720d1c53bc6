<#-- Imports nothing of the theme but template.ftl, so that it works with keycloak.v2, keycloak and themes derived from them. -->
<#import "template.ftl" as layout>
<#import "gatehouse-parts.ftl" as parts>
<#assign otherWays = parts.flowHasOtherWays()>
<#assign problem = parts.problemOfOnlyField("code")>
<#assign isApp = gatehouseFactor == "authenticator-app">
<#assign isPass = gatehousePass!false>
<#assign ownTitle = isPass?then(msg("gatehousePassTitle"), msg("gatehouseOwnCodeTitle_" + gatehouseFactor))>
<@parts.named ownTitle problem?has_content/>
<@layout.registrationLayout displayMessage=false; section>
<#if section == "header">
<@parts.heading ownTitle/>
<#elseif section == "form">
<@parts.page>
  <@parts.forApp/>
  <@parts.forChange/>
  <p id="gatehouse-intro"><#if isApp>${msg("gatehouseOwnCodeIntro_authenticator-app")}<#elseif isPass>${msg("gatehousePassIntro")}<#else>${msg("gatehouseOwnCodeIntro_recovery-code", gatehouseRecoveryNumber!"1")}</#if></p>
  <form id="gatehouse-code-form" action="${url.loginAction}" method="post" novalidate>
    <div class="gh-field">
      <label for="code">${isPass?then(msg("gatehousePassLabel"), msg("gatehouseOwnCodeLabel_" + gatehouseFactor))}</label>
      <#if problem?has_content><@parts.fieldError [problem]/></#if>
      <input id="code" name="code" type="text" <#if isApp>inputmode="numeric" autocomplete="one-time-code"<#else>autocomplete="off"</#if> enterkeyhint="go" autocapitalize="off" spellcheck="false" dir="ltr"<@parts.onlyField problem/>>
    </div>
    <@parts.sharedComputer/>
    <button class="gh-button gh-primary" type="submit">${msg("gatehouseContinue")}</button>
  </form>
  <@parts.otherFactors form="gatehouse-code-form"/>
  <@parts.otherWaysOfFlow shown=otherWays/>
  <#if !isPass><@parts.lost otherWays/></#if>
  <@parts.startAgain/>
</@parts.page>
</#if>
</@layout.registrationLayout>
