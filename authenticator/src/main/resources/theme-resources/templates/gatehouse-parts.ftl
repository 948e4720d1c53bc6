<#-- Shared by the pages of all factors. -->
<#macro stylesheet>
<#-- The theme gatehouse already has these styles. In other themes, whose pages contain styles and scripts anyway, inline styles save a request. -->
<#if (properties.gatehouseStyled!"") != "true">
<style><#include "gatehouse-style.ftl"></style>
</#if>
</#macro>

<#-- Our messages may be missing in the language of the page; then another language is used, and marked with lang. -->
<#macro language>
  <#local ours = msg("gatehouseLanguage")>
  <#if ours != lang> lang="${ours}" dir="${["ar", "fa", "he", "ur"]?seq_contains(ours?keep_before("-"))?then("rtl", "ltr")}"</#if><#t>
</#macro>

<#macro heading text>
<span<@language/>>${text}</span>
</#macro>

<#macro page id="" saying="">
<@stylesheet/>
<div class="gh-page"<#if id?has_content> id="${id}"</#if><#if saying?has_content> data-saying="${saying}"</#if><@language/>>
<#nested>
</div>
<#-- The theme gatehouse does the same in its own script. -->
<#if (properties.gatehouseStyled!"") != "true"><script type="module" src="${url.resourcesPath}/gatehouse/gatehouse-times.js"></script></#if>
</#macro>

<#-- A message that contains an address, at whatever position the language puts it; the address is left to right in every language. -->
<#macro sentence key address digits="">
<#local slot = "\xE000">
<#local text = digits?has_content?then(msg(key, digits, slot), msg(key, slot))>
${text?keep_before(slot)}<bdi class="gh-address" dir="ltr">${address}</bdi>${text?keep_after(slot)}<#t>
</#macro>

<#-- A time, which a script shows in the browser's zone, without the date if it is today and will not stay long. -->
<#macro time at><time datetime="${at.instant}"<#if at.local?has_content> data-local="${at.local}"</#if>>${at.text}</time></#macro>

<#-- A sentence about how long something works, and until when; the language decides on the order. -->
<#macro lasting key duration until>
  <#local slot = "\xE000">
  <#local text = msg(key, duration, slot)>
${text?keep_before(slot)}<@time until/>${text?keep_after(slot)}<#t>
</#macro>

<#-- A sentence with a time. -->
<#macro since key at>
  <#local slot = "\xE000">
  <#local text = msg(key, slot)>
${text?keep_before(slot)}<@time at/>${text?keep_after(slot)}<#t>
</#macro>

<#-- Sets the title of the browser's tab; to be called before the layout. The theme gatehouse uses the heading by itself.
     about: distinguishes pages with the same heading. -->
<#macro named heading invalid=false about="">
<#local wrong = invalid || keycloaksMessage()?has_content>
<#if wrong><#global gatehouseTold = true></#if>
<#global gatehouseAbout = about>
<#local named = heading + about?has_content?then(" \x2013 " + about, "") + " \x2013 " + (realm.displayName!realm.name)>
<#global title = wrong?then(msg("gatehouseErrorTitle", named), named)>
</#macro>

<#-- Keycloak's own message, e.g. when a page was submitted twice; empty if there is none. Our own messages belong to fields. -->
<#function keycloaksMessage>
  <#return (messagesPerField.existsError("code", "key"))?then("", (message.summary)!"")>
</#function>

<#macro keycloaksError>
<#if keycloaksMessage()?has_content><@error [keycloaksMessage()]/></#if>
</#macro>

<#-- Why a user is challenged who would not be at a usual login. -->
<#macro forChange>
  <#if gatehouseForChange!false><p id="gatehouse-for-change">${msg("gatehouseForChange")}</p></#if>
</#macro>

<#macro sharedComputer>
    <div class="gh-choice">
      <input id="sharedComputer" name="sharedComputer" type="checkbox" value="on"<#if gatehouseSharedComputer> checked</#if>>
      <label for="sharedComputer">${msg("gatehouseSharedComputer")}</label>
    </div>
</#macro>

<#-- The factors that the user may choose instead. The buttons belong to the page's main form, so that a ticked box is submitted too. -->
<#macro otherFactors form>
  <#if gatehouseOtherFactors?has_content>
  <div class="gh-send" id="gatehouse-other-factors">
    <p class="gh-quiet" id="gatehouse-other-factors-intro">${msg("gatehouseOtherFactors")}</p>
    <#list gatehouseOtherFactors as factor>
    <button class="gh-button" type="submit" name="factor" value="${factor}" form="${form}" formnovalidate aria-describedby="gatehouse-other-factors-intro">${msg("gatehouseFactor_" + factor)}</button>
    </#list>
  </div>
  </#if>
</#macro>

<#-- For a flow with alternatives. The themes' own block with the user name cannot be reached by keyboard and has no label, so pages remove it: call this first. -->
<#function flowHasOtherWays>
  <#local hasOtherWays = auth?has_content && auth.showTryAnotherWayLink()>
  <#global auth = "">
  <#return hasOtherWays>
</#function>

<#macro otherWaysOfFlow shown>
  <#if shown>
  <form id="gatehouse-other-ways-form" action="${url.loginAction}" method="post">
    <button class="gh-button" type="submit" name="tryAnotherWay" value="on">${msg("gatehouseOtherWays")}</button>
  </form>
  </#if>
</#macro>

<#-- For a page without a login: removes what the themes show about one. To be called before the layout. -->
<#macro withoutLogin title invalid=false about="">
<#global auth = "">
<#-- The themes leave the page when the user signs in in another tab; here that would lose what was typed. -->
<#global url = url + {"ssoLoginInOtherTabsUrl": "#"}>
<@named msg(title) invalid about?has_content?then(msg(about), "")/>
</#macro>

<#-- The error at the top, where it is read first: it takes the focus, even without a script. Repeated at the field, if there is one. -->
<#macro error texts field="" hidden=false>
  <div class="gh-error" role="alert" tabindex="-1"<#if hidden> hidden<#else> autofocus</#if> id="gatehouse-problems">
    <h2>${msg("gatehouseProblem")}</h2>
    <#if field?has_content>
    <ul>
      <#list texts as text><li><a href="#${field}">${text}</a></li></#list>
    </ul>
    <#else>
    <div id="gatehouse-error"><#list texts as text><p>${text}</p></#list></div>
    </#if>
  </div>
</#macro>

<#-- Which app the user signs in to. -->
<#macro forApp>
  <#if gatehouseApp??>
  <#local slot = "\xE000">
  <#local text = msg("gatehouseForApp", slot)>
  <p class="gh-quiet" id="gatehouse-app">${text?keep_before(slot)}<bdi>${gatehouseApp}</bdi>${text?keep_after(slot)}</p>
  </#if>
</#macro>

<#-- What is wrong with the only field of a page, of whatever cause; empty if nothing is. There is no summary then: the field has the focus and is described by it, so that it is read once. -->
<#function problemOfOnlyField name>
  <#return messagesPerField.existsError(name)?then(messagesPerField.getFirstError(name), keycloaksMessage())>
</#function>

<#-- The attributes by which the only field of a page has the focus, its hint and its error. -->
<#macro onlyField problem> autofocus<#if problem?has_content> aria-invalid="true"</#if> aria-describedby="${problem?has_content?then("gatehouse-error ", "")}gatehouse-intro"</#macro>

<#macro fieldError texts>
  <div class="gh-field-error" id="gatehouse-error"><#list texts as text><p>${text}</p></#list></div>
</#macro>

<#-- The code of an email that also has a link, on the page that waits for it. -->
<#macro recoveryCode>
  <#local wrong = messagesPerField.existsError("code")>
  <form id="gatehouse-recovery-code-form" action="${url.loginAction}" method="post" novalidate>
    <div class="gh-field">
      <label for="code">${msg("gatehouseForgotCode")}</label>
      <#if wrong><@fieldError [messagesPerField.getFirstError("code")]/></#if>
      <input id="code" name="code" type="text" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" dir="ltr"
        <#if wrong>aria-invalid="true" aria-describedby="gatehouse-error gatehouse-code-hint"<#else>aria-describedby="gatehouse-code-hint"</#if>>
      <p class="gh-quiet" id="gatehouse-code-hint">${msg("gatehouseForgotCodeHint")}</p>
    </div>
    <button class="gh-button gh-primary" type="submit">${msg("gatehouseContinue")}</button>
  </form>
</#macro>

<#-- The page moves on when the password was changed, in whatever browser. Without the script, a reload does it. -->
<#macro movesOn>
  <#if gatehouseStateUrl??>
  <script type="module" src="${url.resourcesPath}/gatehouse/gatehouse-wait.js" id="gatehouse-wait" data-state="${gatehouseStateUrl}" data-next="${gatehouseNextUrl}"></script>
  </#if>
</#macro>

<#-- Help for who has lost a factor. -->
<#macro lost otherWays>
  <p class="gh-quiet" id="gatehouse-lost">${msg((otherWays || gatehouseOtherFactors?has_content)?then("gatehouseLostOther", "gatehouseLostOnly"), gatehouseSupport!msg("gatehouseMail_support"))}</p>
</#macro>

<#macro startAgain>
  <p class="gh-quiet"><a id="reset-login" href="${url.loginRestartFlowUrl}">${msg("gatehouseStartAgain")}</a></p>
</#macro>

<#-- The rules for a password. The script ticks the items off while the user types. -->
<#macro passwordRules>
    <div class="gh-rules" id="gatehouse-rules" data-for="password-new" data-rules="${gatehouseRuleData}" data-met="${msg("gatehousePasswordRuleMet")}" data-missing="${msg("gatehousePasswordRuleMissing")}"
      data-all-met="${msg("gatehousePasswordRulesMet")}" data-all-missing="${msg("gatehousePasswordRulesMissing")}">
      <#if gatehouseRules?has_content>
      <p>${msg("gatehousePasswordMust")}</p>
      <ul>
        <#list gatehouseRules as rule><li>${rule}</li></#list>
      </ul>
      </#if>
    </div>
    <p class="gh-unseen" role="status" id="gatehouse-rules-status"></p>
</#macro>
