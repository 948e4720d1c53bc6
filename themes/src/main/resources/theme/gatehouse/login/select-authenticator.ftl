<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
<#if section = "header">
${msg("loginChooseAuthenticator")}
<#elseif section = "form">
<form id="kc-select-credential-form" action="${url.loginAction}" method="post">
  <ul class="gh-list">
    <#list auth.authenticationSelections as selection>
    <li><button type="submit" class="gh-option" name="authenticationExecution" value="${selection.authExecId}"><strong>${msg(selection.displayName)}</strong> <span class="gh-quiet">${msg(selection.helpText)}</span></button></li>
    </#list>
  </ul>
</form>
</#if>
</@layout.registrationLayout>
