<#-- What the pages of all factors have in common. -->
<#macro stylesheet>
<link rel="stylesheet" href="${url.resourcesPath}/gatehouse/gatehouse.css">
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
<#macro withoutLogin title>
<#global auth = "">
<#-- The themes leave the page when somebody signs in in another tab; here that would lose what was typed. -->
<#global url = url + {"ssoLoginInOtherTabsUrl": "#"}>
<#global title = msg(title) + " - " + (realm.displayName!realm.name)>
</#macro>

<#macro error text>
  <div class="gh-error" role="alert" id="gatehouse-error"><p>${text}</p></div>
</#macro>

<#macro startAgain>
  <p class="gh-quiet"><a id="reset-login" href="${url.loginRestartFlowUrl}">${msg("gatehouseStartAgain")}</a></p>
</#macro>

<#-- What a password must be. The script ticks the items off while somebody types. -->
<#macro passwordRules>
    <div class="gh-rules" id="gatehouse-rules" data-rules="${gatehouseRuleData}" data-met="${msg("gatehousePasswordRuleMet")}" data-missing="${msg("gatehousePasswordRuleMissing")}"
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
