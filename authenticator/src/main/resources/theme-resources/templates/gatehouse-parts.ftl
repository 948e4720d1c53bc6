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

<#-- What somebody may choose instead, each a button of one form. -->
<#macro otherFactors>
  <#if gatehouseOtherFactors?has_content>
  <form id="gatehouse-other-factors-form" action="${url.loginAction}" method="post">
    <p class="gh-quiet" id="gatehouse-other-factors">${msg("gatehouseOtherFactors")}</p>
    <#list gatehouseOtherFactors as factor>
    <button class="gh-button" type="submit" name="factor" value="${factor}" aria-describedby="gatehouse-other-factors">${msg("gatehouseFactor_" + factor)}</button>
    </#list>
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
