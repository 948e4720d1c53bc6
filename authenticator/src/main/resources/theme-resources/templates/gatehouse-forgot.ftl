<#-- Imports nothing of the theme but template.ftl, so that it works with keycloak.v2, keycloak and themes derived from them. -->
<#import "template.ftl" as layout>
<#import "gatehouse-parts.ftl" as parts>
<#-- As on the page for signing in: an address where it is the user name, otherwise a user name, or an address too. -->
<#assign byName = !(realm.registrationEmailAsUsername && realm.loginWithEmailAllowed)>
<#assign waiting = gatehouseWaiting!false>
<#assign notMe = gatehouseNotMe!false>
<#assign purpose = notMe?then("gatehouseNotMeTitle", "gatehouseForgotTitle")>
<#assign heading = waiting?then("gatehouseForgotSentTitle", purpose)>
<#assign invalid = messagesPerField.existsError("code", "username")>
<@parts.withoutLogin heading invalid waiting?then(purpose, "")/>
<@layout.registrationLayout displayMessage=false; section>
<#if section == "header">
<@parts.heading msg(heading)/>
<#elseif section == "form">
<@parts.page>
  <#if waiting>
  <#if invalid><@parts.error [messagesPerField.getFirstError("code")] "code"/></#if>
  <#if gatehouseWait??>
  <div class="gh-notice" role="status"><p>${msg("gatehouseForgotTooSoon", gatehouseWait, gatehouseWait?c)}</p></div>
  </#if>
  <#if gatehouseTyped??>
  <p id="gatehouse-typed"><@parts.sentence "gatehouseForgotTyped" gatehouseTyped/> <a id="gatehouse-other-address" href="${gatehouseOtherAddress}">${msg("gatehouseForgotChange")}</a></p>
  </#if>
  <p id="gatehouse-intro">${msg("gatehouseForgotSent")}</p>
  <#if gatehouseTakesCode>
  <p class="gh-quiet">${msg("gatehouseForgotSentHint")}</p>
  <@parts.recoveryCode/>
  </#if>
  <form id="gatehouse-again-form" class="gh-send" action="${url.loginAction}" method="post">
    <p class="gh-quiet">${msg("gatehouseForgotNotReceived")}</p>
    <button class="gh-button" type="submit" name="again" value="on">${msg("gatehouseForgotAgain")}</button>
  </form>
  <#if gatehouseOtherAddress?? && !gatehouseTyped??>
  <p class="gh-quiet"><a id="gatehouse-other-address" href="${gatehouseOtherAddress}">${msg("gatehouseForgotOther")}</a></p>
  </#if>
  <#else>
  <#if invalid><@parts.error [messagesPerField.getFirstError("username")] "username"/></#if>
  <p id="gatehouse-intro">${msg(notMe?then(byName?then("gatehouseNotMeNameIntro", "gatehouseNotMeIntro"), byName?then("gatehouseForgotNameIntro", "gatehouseForgotIntro")))}</p>
  <form id="gatehouse-forgot-form" action="${url.loginAction}" method="post" novalidate>
    <div class="gh-field gh-plain">
      <label for="username">${msg(byName?then("gatehouseForgotName", "gatehouseForgotAddress"))}</label>
      <#if invalid><@parts.fieldError [messagesPerField.getFirstError("username")]/></#if>
      <#-- Not of type email: browsers would reject pasted text that the server understands. -->
      <input id="username" name="username" type="text"<#if !byName> inputmode="email"</#if> autocomplete="username" autocapitalize="off" spellcheck="false" dir="ltr" value="${gatehouseHint!""}"
        <#if invalid>aria-invalid="true" aria-describedby="gatehouse-error gatehouse-intro"<#else>autofocus aria-describedby="gatehouse-intro"</#if>>
    </div>
    <button class="gh-button gh-primary" type="submit">${msg("gatehouseContinue")}</button>
  </form>
  <#if !notMe>
  <p class="gh-quiet"><a id="gatehouse-not-me" href="${gatehouseNotMeAddress}">${msg("gatehouseNotMe")}</a></p>
  </#if>
  <#if gatehouseWayBack??>
  <p class="gh-quiet"><a id="gatehouse-way-back" href="${gatehouseWayBack}">${msg("gatehouseForgotBack")}</a></p>
  </#if>
  </#if>
</@parts.page>
<@parts.movesOn/>
</#if>
</@layout.registrationLayout>
