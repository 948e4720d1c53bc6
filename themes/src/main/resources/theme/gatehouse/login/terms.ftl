<#import "template.ftl" as layout>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout displayMessage=false; section>
<#if section = "header">
${msg("termsTitle")}
<#elseif section = "form">
<div id="kc-terms-text" class="gh-prose">${kcSanitize(msg("termsText"))?no_esc}</div>
<form action="${url.loginAction}" method="post">
  <@buttons.actionGroup>
    <@buttons.button name="accept" id="kc-accept" label="doAccept"/>
    <@buttons.button name="cancel" id="kc-decline" label="doDecline" type="secondary"/>
  </@buttons.actionGroup>
</form>
</#if>
</@layout.registrationLayout>
