<#-- Imports nothing of the theme but template.ftl, so that it works with keycloak.v2, keycloak and themes derived from them. -->
<#import "template.ftl" as layout>
<#import "gatehouse-parts.ftl" as parts>
<@parts.withoutLogin "gatehouseLinkTitle_" + gatehouseSaying/>
<@layout.registrationLayout displayMessage=false; section>
<#if section == "header">
<@parts.heading msg("gatehouseLinkTitle_" + gatehouseSaying)/>
<#elseif section == "form">
<@parts.page id="gatehouse-link" saying=gatehouseSaying>
  <p>${msg("gatehouseLinkText_" + gatehouseSaying, gatehouseWait!gatehouseProviders!"", gatehouseSupport!"")}</p>
  <#if gatehouseOffer == "NEW_LINK">
  <form id="gatehouse-again-form" action="${url.loginAction}" method="post">
    <button class="gh-button gh-primary" type="submit" name="again" value="on">${msg("gatehouseLinkAgain")}</button>
  </form>
  <#elseif gatehouseOffer == "NEW_LINK_TO_ADDRESS">
  <form id="gatehouse-forgot-form" action="${url.loginAction}" method="post" novalidate>
    <div class="gh-field gh-plain">
      <label for="username">${msg("gatehouseForgotAddress")}</label>
      <input id="username" name="username" type="text" inputmode="email" autocomplete="username" autocapitalize="off" spellcheck="false" dir="ltr">
    </div>
    <button class="gh-button gh-primary" type="submit">${msg("gatehouseLinkAgain")}</button>
  </form>
  </#if>
  <#if gatehouseWayOn??>
  <p><a id="gatehouse-way-on"<#if gatehouseSaying == "DONE" || gatehouseSaying == "RESUMED" || gatehouseSaying == "SIGN_IN_AGAIN"> class="gh-button gh-primary"</#if> rel="noreferrer" href="${gatehouseWayOn}">${msg((gatehouseSaying == "DONE" || gatehouseSaying == "RESUMED" || gatehouseSaying == "SECURED" || gatehouseSaying == "USED" || gatehouseSaying == "OVERTAKEN" || gatehouseSaying == "SIGN_IN_AGAIN")?then("gatehouseLinkSignIn", "gatehouseLinkBack"))}</a></p>
  </#if>
</@parts.page>
</#if>
</@layout.registrationLayout>
