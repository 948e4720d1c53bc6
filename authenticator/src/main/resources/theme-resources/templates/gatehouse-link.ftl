<#-- Imports nothing of the theme but template.ftl, so that it works with keycloak.v2, keycloak and themes derived from them. -->
<#import "template.ftl" as layout>
<#import "gatehouse-parts.ftl" as parts>
<#-- After these, signing in comes first: a new link is needed by few. -->
<#assign leadsOn = gatehouseWayOn?? && ["DONE", "RESUMED", "SIGN_IN_AGAIN", "TIMED_OUT", "USED", "OVERTAKEN"]?seq_contains(gatehouseSaying)>
<#assign signsIn = (leadsOn || gatehouseSaying == "SECURED") && !(gatehouseSignedIn!false)>
<#macro wayOn>
  <#if gatehouseWayOn??>
  <p><a id="gatehouse-way-on"<#if leadsOn> class="gh-button gh-primary"</#if> rel="noreferrer" href="${gatehouseWayOn}">${msg(signsIn?then("gatehouseLinkSignIn", "gatehouseLinkBack"))}</a></p>
  </#if>
</#macro>
<@parts.withoutLogin "gatehouseLinkTitle_" + gatehouseSaying/>
<@layout.registrationLayout displayMessage=false; section>
<#if section == "header">
<@parts.heading msg("gatehouseLinkTitle_" + gatehouseSaying)/>
<#elseif section == "form">
<@parts.page id="gatehouse-link" saying=gatehouseSaying>
  <p>${msg("gatehouseLinkText_" + gatehouseSaying, gatehouseWait!gatehouseProviders!"", gatehouseSupport!"")}</p>
  <#if leadsOn><@wayOn/></#if>
  <#if gatehouseOffer == "NEW_LINK">
  <form id="gatehouse-again-form" action="${url.loginAction}" method="post">
    <button class="gh-button<#if !leadsOn> gh-primary</#if>" type="submit" name="again" value="on">${msg("gatehouseLinkAgain")}</button>
  </form>
  <#elseif gatehouseOffer == "NEW_LINK_TO_ADDRESS">
  <form id="gatehouse-forgot-form" action="${url.loginAction}" method="post" novalidate>
    <div class="gh-field gh-plain">
      <#assign byName = !(realm.registrationEmailAsUsername && realm.loginWithEmailAllowed)>
      <label for="username">${msg(byName?then("gatehouseForgotName", "gatehouseForgotAddress"))}</label>
      <input id="username" name="username" type="text"<#if !byName> inputmode="email"</#if> autocomplete="username" autocapitalize="off" spellcheck="false" dir="ltr">
    </div>
    <button class="gh-button gh-primary" type="submit">${msg("gatehouseLinkAgain")}</button>
  </form>
  </#if>
  <#if !leadsOn><@wayOn/></#if>
</@parts.page>
</#if>
</@layout.registrationLayout>
