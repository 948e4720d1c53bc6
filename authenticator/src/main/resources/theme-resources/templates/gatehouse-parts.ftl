<#-- What the pages of all factors have in common. -->
<#macro stylesheet>
<#-- The theme gatehouse has the styles already; in other themes, which have styles and scripts in their pages too, they cost no request. -->
<#if (properties.gatehouseStyled!"") != "true">
<style><#include "gatehouse-style.ftl"></style>
</#if>
</#macro>

<#-- Our sentences may be missing in the language of the page; then they come in another one, and say so. -->
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
</#macro>

<#-- A sentence with an address in it, wherever the language has it; the address reads from left to right in every language. -->
<#macro sentence key address digits="">
<#local slot = "\xE000">
<#local told = digits?has_content?then(msg(key, digits, slot), msg(key, slot))>
${told?keep_before(slot)}<bdi class="gh-address" dir="ltr">${address}</bdi>${told?keep_after(slot)}<#t>
</#macro>

<#-- Names the page in the browser's list of tabs; to be called before the layout. The theme gatehouse takes its heading by itself.
     about: tells pages with one heading apart. -->
<#macro named heading invalid=false about="">
<#local wrong = invalid || keycloaksMessage()?has_content>
<#if wrong><#global gatehouseTold = true></#if>
<#global gatehouseAbout = about>
<#local named = heading + about?has_content?then(" \x2013 " + about, "") + " \x2013 " + (realm.displayName!realm.name)>
<#global title = wrong?then(msg("gatehouseErrorTitle", named), named)>
</#macro>

<#-- What Keycloak itself has to say, as when a page was sent twice; empty if nothing. Our own messages belong to fields. -->
<#function keycloaksMessage>
  <#return (messagesPerField.existsError("code", "key"))?then("", (message.summary)!"")>
</#function>

<#macro keycloaksError>
<#if keycloaksMessage()?has_content><@error [keycloaksMessage()]/></#if>
</#macro>

<#-- Why somebody is asked who would not be at a usual login. -->
<#macro forChange>
  <#if gatehouseForChange!false><p id="gatehouse-for-change">${msg("gatehouseForChange")}</p></#if>
</#macro>

<#macro sharedComputer>
    <div class="gh-choice">
      <input id="sharedComputer" name="sharedComputer" type="checkbox" value="on"<#if gatehouseSharedComputer> checked</#if>>
      <label for="sharedComputer">${msg("gatehouseSharedComputer")}</label>
    </div>
</#macro>

<#-- What somebody may choose instead. The buttons belong to the page's main form, so that a ticked box is not forgotten. -->
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

<#-- Where the flow has alternatives. The themes' own block with the user name cannot be reached by keyboard and has no label, so pages take it away: call this first. -->
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

<#-- For a page without a login: takes away what the themes do about one. To be called before the layout. -->
<#macro withoutLogin title invalid=false about="">
<#global auth = "">
<#-- The themes leave the page when somebody signs in in another tab; here that would lose what was typed. -->
<#global url = url + {"ssoLoginInOtherTabsUrl": "#"}>
<@named msg(title) invalid about?has_content?then(msg(about), "")/>
</#macro>

<#-- What is wrong, at the top, where it is read first: it takes the focus, without a script too. Told again at the field, if there is one. -->
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

<#macro fieldError texts>
  <div class="gh-field-error" id="gatehouse-error"><#list texts as text><p>${text}</p></#list></div>
</#macro>

<#macro startAgain>
  <p class="gh-quiet"><a id="reset-login" href="${url.loginRestartFlowUrl}">${msg("gatehouseStartAgain")}</a></p>
</#macro>

<#-- What a password must be. The script ticks the items off while somebody types. -->
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
