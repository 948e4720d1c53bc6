<#import "template.ftl" as layout>
<#import "texts.ftl" as texts>
<@layout.registrationLayout; section>
<#if section = "header">
${msg("pageExpiredTitle")}
<#elseif section = "form">
<div class="gh-buttons">
  <a id="loginContinueLink" class="gh-button gh-primary" href="${url.loginAction}"><@texts.say "gatehousePageExpiredContinue"/></a>
  <a id="loginRestartLink" class="gh-button" href="${url.loginRestartFlowUrl}"><@texts.say "gatehousePageExpiredRestart"/></a>
</div>
</#if>
</@layout.registrationLayout>
