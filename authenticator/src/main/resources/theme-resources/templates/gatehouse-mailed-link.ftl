<#-- Imports nothing of the theme but template.ftl, so that it works with keycloak.v2, keycloak and themes derived from them. -->
<#import "template.ftl" as layout>
<#import "gatehouse-parts.ftl" as parts>
<#assign isOpen = gatehouseSaying == "OPEN">
<#assign titleKey = isOpen?then("gatehouseMailedTitle_" + gatehouseKind, {"EXPIRED": "gatehouseLinkTitle_EXPIRED", "MOVED": "gatehouseLinkTitle_EXPIRED", "ENDED": "gatehouseLinkTitle_EXPIRED", "USED": "gatehouseLinkTitle_USED", "OVERTAKEN": "gatehouseLinkTitle_OVERTAKEN", "TOO_MANY": "gatehouseLinkTitle_TOO_MANY"}[gatehouseSaying]!("gatehouseMailedTitle_" + gatehouseSaying))>
<#global auth = "">
<#global url = url + {"ssoLoginInOtherTabsUrl": "#"}>
<@parts.named msg(titleKey, gatehouseName) gatehouseWrong!false/>
<@layout.registrationLayout displayMessage=false; section>
<#if section == "header">
<@parts.heading msg(titleKey, gatehouseName)/>
<#elseif section == "form">
<@parts.page id="gatehouse-mailed-link" saying=gatehouseSaying>
  <#if gatehouseWrong!false><@parts.error [msg("gatehouseMailedCodeWrong")] "code"/></#if>
  <#if gatehouseSaying == "CODE">
  <p>${(gatehouseDamaged!false)?then(msg("gatehouseMailedDamaged"), msg("gatehouseMailedText_CODE"))}</p>
  <form id="gatehouse-mailed-code-form" action="${url.loginAction}" method="post" novalidate>
    <div class="gh-field gh-plain">
      <label for="code">${msg("gatehouseMailedCode")}</label>
      <input id="code" name="code" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" dir="ltr"<#if gatehouseWrong!false> aria-invalid="true" aria-describedby="gatehouse-error"</#if>>
      <#if gatehouseWrong!false><@parts.fieldError [msg("gatehouseMailedCodeWrong")]/></#if>
    </div>
    <button class="gh-button gh-primary" type="submit">${msg("gatehouseMailedGo")}</button>
  </form>
  <#elseif isOpen>
  <p id="gatehouse-intro">${msg("gatehouseMailedText_" + gatehouseKind, gatehouseName)}</p>
  <p class="gh-quiet" id="gatehouse-account"><@parts.sentence "gatehouseMailedFor" gatehouseAddress/></p>
  <form id="gatehouse-mailed-form" action="${url.loginAction}" method="post">
    <button class="gh-button gh-primary" type="submit" name="open" value="on" aria-describedby="gatehouse-intro">${msg("gatehouseMailedGo")}</button>
  </form>
  <#elseif gatehouseSaying == "OTHER_ACCOUNT">
  <p id="gatehouse-intro"><@parts.sentence "gatehouseMailedText_OTHER_ACCOUNT" gatehouseOther/></p>
  <form id="gatehouse-mailed-switch-form" action="${url.loginAction}" method="post">
    <button class="gh-button gh-primary" type="submit" name="switch" value="${gatehouseTicket}" aria-describedby="gatehouse-intro">${msg("gatehouseMailedSwitch")}</button>
  </form>
  <#elseif gatehouseSaying == "SENT">
  <p><@parts.sentence "gatehouseMailedText_SENT" gatehouseAddress/></p>
  <#else>
  <p>${msg("gatehouseMailedText_" + gatehouseSaying, gatehouseWait!"")}</p>
  <#if ["EXPIRED", "MOVED", "NOT_SENT"]?seq_contains(gatehouseSaying)>
  <form id="gatehouse-again-form" action="${url.loginAction}" method="post">
    <button class="gh-button gh-primary" type="submit" name="again" value="on">${msg("gatehouseLinkAgain")}</button>
  </form>
  </#if>
  </#if>
  <p><a id="gatehouse-way-on"<#if ["USED", "OVERTAKEN", "ENDED"]?seq_contains(gatehouseSaying)> class="gh-button gh-primary"</#if> rel="noreferrer" href="${gatehouseWayOn}">${msg("gatehouseMailedApp")}</a></p>
</@parts.page>
</#if>
</@layout.registrationLayout>
