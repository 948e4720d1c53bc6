<#import "template.ftl" as layout>
<@layout.registrationLayout displayInfo=!isAppInitiatedAction??; section>
<#if section = "header">
${msg("emailVerifyTitle")}
<#elseif section = "form">
<p class="instruction">${verifyEmail???then(msg("emailVerifyInstruction1", verifyEmail!""), msg("emailVerifyInstruction4", (user.email)!""))}</p>
<#if isAppInitiatedAction??>
<form id="kc-verify-email-form" action="${url.loginAction}" method="post">
  <div class="gh-buttons">
    <button type="submit" class="gh-button<#if !verifyEmail??> gh-primary</#if>">${msg(verifyEmail???then("emailVerifyResend", "emailVerifySend"))}</button>
    <button type="submit" class="gh-button" name="cancel-aia" value="true" formnovalidate>${msg("doCancel")}</button>
  </div>
</form>
</#if>
<#elseif section = "info">
<p class="instruction">${msg("emailVerifyInstruction2")}</p>
<p><a class="gh-button" href="${url.loginAction}">${msg("emailVerifyResend")}</a></p>
</#if>
</@layout.registrationLayout>
