<#import "template.ftl" as layout>
<#import "buttons.ftl" as buttons>
<#import "brand.ftl" as brand>
<@layout.registrationLayout bodyClass="oauth"; section>
<#assign app = (client.name)?has_content?then(advancedMsg(client.name!""), client.clientId)>
<#if section = "header">
${msg("oauthGrantTitle", app)}
<#elseif section = "form">
<div id="kc-oauth" class="gh-form">
  <#if brand.link((client.attributes.logoUri)!"")?has_content><img class="gh-logo" src="${client.attributes.logoUri}" alt=""></#if>
  <h2>${msg("oauthGrantRequest")}</h2>
  <ul>
    <#list (oauth.clientScopesRequested)![] as scope>
    <#-- Named dynamic in Keycloak 26.5. -->
    <#assign parameter = scope.parameterizedScopeParameter!scope.dynamicScopeParameter!"">
    <li><#if parameter?has_content>${advancedMsg(scope.consentScreenText, parameter)}<#else>${advancedMsg(scope.consentScreenText)}</#if></li>
    </#list>
  </ul>
  <#assign terms = brand.link((client.attributes.tosUri)!"")>
  <#assign policy = brand.link((client.attributes.policyUri)!"")>
  <#if terms?has_content || policy?has_content>
  <p>${msg("oauthGrantInformation", app)}
    <#if terms?has_content>${msg("oauthGrantReview")} <a href="${terms}" target="_blank" rel="noopener">${msg("oauthGrantTos")}</a></#if>
    <#if policy?has_content>${msg("oauthGrantReview")} <a href="${policy}" target="_blank" rel="noopener">${msg("oauthGrantPolicy")}</a></#if>
  </p>
  </#if>
  <form action="${url.oauthAction}" method="post">
    <input type="hidden" name="code" value="${oauth.code}">
    <@buttons.actionGroup>
      <@buttons.button id="kc-login" name="accept" label="doYes"/>
      <@buttons.button id="kc-cancel" name="cancel" label="doNo" type="secondary"/>
    </@buttons.actionGroup>
  </form>
</div>
</#if>
</@layout.registrationLayout>
