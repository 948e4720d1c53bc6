<#import "template.ftl" as layout>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout; section>
<#if section = "header">
${msg("deleteAccountConfirm")}
<#elseif section = "form">
<form id="kc-deleteaccount-form" class="gh-form" action="${url.loginAction}" method="post" data-once>
  <p class="gh-notice">${msg("irreversibleAction")}</p>
  <p>${msg("deletingImplies")}</p>
  <ul>
    <li>${msg("loggingOutImmediately")}</li>
    <li>${msg("errasingData")}</li>
  </ul>
  <p>${msg("finalDeletionConfirmation")}</p>
  <@buttons.actionGroup>
    <@buttons.button id="kc-submit" label="doConfirmDelete"/>
    <#if triggered_from_aia>
    <@buttons.button id="kc-cancel" name="cancel-aia" label="doCancel" type="secondary"/>
    </#if>
  </@buttons.actionGroup>
</form>
</#if>
</@layout.registrationLayout>
