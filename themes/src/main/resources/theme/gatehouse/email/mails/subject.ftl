<#-- The subject, which is also the title. Keycloak 26.7 passes it to the template; 26.5 does not, so it is built here as Keycloak builds it. -->
<#function subjectOfMail>
  <#if subject??><#return subject></#if>
  <#local mailName = .main_template_name?keep_after_last("/")?keep_before_last(".ftl")>
  <#local keys = {
    "email-test": "emailTestSubject",
    "email-update-confirmation": "emailUpdateConfirmationSubject",
    "email-verification": "emailVerificationSubject",
    "email-verification-with-code": "emailVerificationSubject",
    "executeActions": "executeActionsSubject",
    "identity-provider-link": "identityProviderLinkSubject",
    "org-invite": "orgInviteSubject",
    "password-reset": "passwordResetSubject",
    "verifiable-credential-offer": "verifiableCredentialOfferSubject"}>
  <#if mailName?starts_with("event-")>
    <#return msg(mailName?replace("[-_]", " ", "r")?capitalize?replace(" ", "")?uncap_first + "Subject")>
  </#if>
  <#return msg(subjectKey!keys[mailName]!(mailName + "Subject"), identityProviderDisplayName!(organization.name)!"")>
</#function>
