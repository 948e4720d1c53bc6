<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<#import "password-commons.ftl" as passwordCommons>
<@layout.registrationLayout; section>
<#if section = "header">
${msg("recovery-code-config-header")}
<#elseif section = "form">
<div class="gh-notice gh-warning">
  <p><strong>${msg("recovery-code-config-warning-title")}</strong></p>
  <p>${msg("recovery-code-config-warning-message")}</p>
</div>
<ol id="kc-recovery-codes-list" class="gh-codes" dir="ltr">
  <#list recoveryAuthnCodesConfigBean.generatedRecoveryAuthnCodesList as code><li>${code[0..3]}-${code[4..7]}-${code[8..]}</li></#list>
</ol>
<div id="gatehouse-keep-codes" class="gh-buttons" hidden data-header="${msg("recovery-codes-download-file-header")}" data-description="${msg("recovery-codes-download-file-description")}" data-date="${msg("recovery-codes-download-file-date")}">
  <button type="button" id="printRecoveryCodes" class="gh-button">${msg("recovery-codes-print")}</button>
  <button type="button" id="downloadRecoveryCodes" class="gh-button">${msg("recovery-codes-download")}</button>
  <button type="button" id="copyRecoveryCodes" class="gh-button" data-done="${msg("recovery-codes-copied")}">${msg("recovery-codes-copy")}</button>
</div>
<p id="gatehouse-codes-copied" class="gh-quiet" role="status"></p>
<form id="kc-recovery-codes-settings-form" action="${url.loginAction}" method="post">
  <input type="hidden" name="generatedRecoveryAuthnCodes" value="${recoveryAuthnCodesConfigBean.generatedRecoveryAuthnCodesAsString}">
  <input type="hidden" name="generatedAt" value="${recoveryAuthnCodesConfigBean.generatedAt?c}">
  <input type="hidden" id="userLabel" name="userLabel" value="${msg("recovery-codes-label-default")}">
  <div class="gh-choice">
    <input type="checkbox" id="kcRecoveryCodesConfirmationCheck" name="kcRecoveryCodesConfirmationCheck" required>
    <label for="kcRecoveryCodesConfirmationCheck">${msg("recovery-codes-confirmation-message")}</label>
  </div>
  <@passwordCommons.logoutOtherSessions/>
  <div class="gh-buttons">
    <button type="submit" id="saveRecoveryAuthnCodesBtn" class="gh-button gh-primary">${msg("recovery-codes-action-complete")}</button>
    <#if isAppInitiatedAction??><button type="submit" id="cancelRecoveryAuthnCodesBtn" class="gh-button" name="cancel-aia" value="true" formnovalidate>${msg("recovery-codes-action-cancel")}</button></#if>
  </div>
</form>
<script type="module" src="${url.resourcesPath}/js/recovery-codes.js"></script>
</#if>
</@layout.registrationLayout>
