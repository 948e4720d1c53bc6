<#-- Imports nothing of the theme but template.ftl, so that it works with keycloak.v2, keycloak and themes derived from them. -->
<#import "template.ftl" as layout>
<#import "gatehouse-parts.ftl" as parts>
<#assign invalid = gatehouseProblems?has_content>
<@parts.withoutLogin "gatehousePasswordTitle" invalid/>
<@layout.registrationLayout displayMessage=false; section>
<#if section == "header">
<@parts.heading msg("gatehousePasswordTitle")/>
<#elseif section == "form">
<@parts.page>
  <#if invalid><@parts.error gatehouseProblems "password-new"/></#if>
  <#if gatehouseSecured && !invalid>
  <div class="gh-notice" role="status"><p>${msg("gatehouseSecureDone")}</p></div>
  </#if>
  <p id="gatehouse-intro"><@parts.sentence "gatehousePasswordFor" gatehouseAddress/></p>
  <form id="gatehouse-password-form" action="${url.loginAction}" method="post" novalidate>
    <input type="hidden" id="gatehouse-opened" name="opened" value="${gatehouseOpened}">
    <#-- Password managers expect a field with the user name. There is none: a person with only the link must not learn it, and the masked
         address would be stored as the name of an account that does not exist. -->
    <@parts.passwordRules/>
    <div class="gh-field gh-plain">
      <label for="password-new">${msg("gatehousePasswordNew")}</label>
      <#if invalid><@parts.fieldError gatehouseProblems/></#if>
      <input id="password-new" name="password-new" type="password" autocomplete="new-password"<#if gatehouseRulesForManagers?has_content> passwordrules="${gatehouseRulesForManagers}"</#if> enterkeyhint="next" autofocus dir="ltr"
        <#if invalid>aria-invalid="true"</#if> aria-describedby="<#if invalid>gatehouse-error </#if>gatehouse-rules">
      <button class="gh-button gh-toggle" type="button" hidden data-shows="password-new" aria-pressed="false">${msg("gatehousePasswordShow")}</button>
    </div>
    <div class="gh-field gh-plain">
      <label for="password-confirm">${msg("gatehousePasswordRepeat")}</label>
      <input id="password-confirm" name="password-confirm" type="password" autocomplete="new-password"<#if gatehouseRulesForManagers?has_content> passwordrules="${gatehouseRulesForManagers}"</#if> enterkeyhint="done" dir="ltr"
        <#if invalid>aria-invalid="true" aria-describedby="gatehouse-error"</#if>>
      <button class="gh-button gh-toggle" type="button" hidden data-shows="password-confirm" aria-pressed="false">${msg("gatehousePasswordShowRepeated")}</button>
    </div>
    <div class="gh-choice">
      <input id="logout-sessions" name="logout-sessions" type="checkbox" value="on"<#if gatehouseSignOutOthers> checked</#if>>
      <label for="logout-sessions">${msg("gatehousePasswordSignOut")}</label>
    </div>
    <#if gatehouseAsking??>
    <#-- The requester of the change may be another person, so the session is described, and not ticked. -->
    <div class="gh-choice" id="gatehouse-asking">
      <input id="keep-asking" name="keep-asking" type="checkbox" value="on"<#if gatehouseKeepAsking> checked</#if>>
      <label for="keep-asking">${msg("gatehousePasswordKeep")}<br><span class="gh-quiet"><bdi>${gatehouseAsking.device}</bdi><#if gatehouseAsking.place?has_content><br>${gatehouseAsking.place}</#if><br><@parts.since "gatehousePasswordKeepSince" gatehouseAsking.since/></span></label>
    </div>
    </#if>
    <#if gatehouseAsksForShared><@parts.sharedComputer/></#if>
    <button class="gh-button gh-primary" type="submit">${msg("gatehousePasswordChange")}</button>
  </form>
</@parts.page>
<script type="module" src="${url.resourcesPath}/gatehouse/gatehouse-password.js"></script>
</#if>
</@layout.registrationLayout>
