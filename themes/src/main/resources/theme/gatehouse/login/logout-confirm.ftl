<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
<#if section = "header">
${msg("logoutConfirmTitle")}
<#elseif section = "form">
<div id="kc-logout-confirm" class="gh-form">
  <p class="instruction">${msg("logoutConfirmHeader")}</p>
  <form action="${url.logoutConfirmAction}" method="post" data-once>
    <input type="hidden" name="session_code" value="${logoutConfirm.code}">
    <button type="submit" id="kc-logout" class="gh-button gh-primary" name="confirmLogout">${msg("doLogout")}</button>
  </form>
  <#if !logoutConfirm.skipLink && (client.baseUrl)?has_content>
  <p id="kc-info-message"><a href="${client.baseUrl}">${msg("backToApplication")}</a></p>
  </#if>
</div>
</#if>
</@layout.registrationLayout>
