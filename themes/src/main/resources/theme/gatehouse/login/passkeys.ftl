<#-- The form in which a browser posts an assertion, and what the script needs to request it. -->
<#macro form>
<form id="webauth" action="${url.loginAction}" method="post" hidden
  data-challenge="${challenge}" data-user-verification="${userVerification}" data-rp-id="${rpId}" data-timeout="${createTimeout?c}"
  data-identified="${isUserIdentified}" data-mediation="${mediation!"conditional"}" data-attachment="${authenticatorAttachment!""}"
  data-credentials="<#list (authenticators.authenticators)![] as authenticator>${authenticator.credentialId} </#list>"
  data-unsupported="${msg("webauthn-unsupported-browser-text")}">
  <#list ["clientDataJSON", "authenticatorData", "signature", "credentialId", "userHandle", "error"] as name>
  <input type="hidden" id="${name}" name="${name}">
  </#list>
</form>
<script type="module" src="${url.resourcesPath}/js/passkey.js"></script>
</#macro>

<#macro conditionalUIData>
<#if enableWebAuthnConditionalUI?has_content>
<@form/>
<button type="button" id="authenticateWebAuthnButton" class="gh-button" hidden>${msg("passkey-doAuthenticate")}</button>
</#if>
</#macro>

<#function autocomplete token>
  <#return enableWebAuthnConditionalUI?has_content?then(token + " webauthn", token)>
</#function>

<#-- The keys that the user may use. -->
<#macro choices title created>
<#if (shouldDisplayAuthenticators!false) && (authenticators.authenticators)?has_content>
<#if authenticators.authenticators?size gt 1><h2>${msg(title)}</h2></#if>
<ul class="gh-list">
  <#list authenticators.authenticators as authenticator>
  <li class="gh-item" id="kc-webauthn-authenticator-item-${authenticator?index}">
    <#if authenticator.iconLight?? || authenticator.iconDark??>
    <picture>
      <#if (darkMode!false) && authenticator.iconDark??><source srcset="${url.resourcesPath}/img/passkeys/${authenticator.iconDark}" media="(prefers-color-scheme: dark)"></#if>
      <img src="${url.resourcesPath}/img/passkeys/${authenticator.iconLight!authenticator.iconDark}" alt="" width="32" height="32">
    </picture>
    </#if>
    <div>
      <bdi id="kc-webauthn-authenticator-label-${authenticator?index}" class="gh-address">${authenticator.label}</bdi>
      <#if (authenticator.transports.displayNameProperties)?has_content>
      <p class="gh-quiet" id="kc-webauthn-authenticator-transport-${authenticator?index}"><#list authenticator.transports.displayNameProperties as name>${msg(name)}<#sep>, </#list></p>
      </#if>
      <p class="gh-quiet">${msg(created)} <bdi id="kc-webauthn-authenticator-created-${authenticator?index}">${authenticator.createdAt}</bdi></p>
    </div>
  </li>
  </#list>
</ul>
</#if>
</#macro>
