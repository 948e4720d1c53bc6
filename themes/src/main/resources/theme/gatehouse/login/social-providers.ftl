<#macro show social>
<section class="gh-others" aria-labelledby="gatehouse-others">
  <h2 id="gatehouse-others" class="gh-divider">${msg("identity-provider-login-label")}</h2>
  <ul id="kc-social-providers" class="gh-list">
    <#list social.providers as provider>
    <li><a id="social-${provider.alias}" class="gh-button" data-once-link href="${provider.loginUrl}"><#if provider.providerId == "google"><img src="${url.resourcesPath}/img/google.svg" alt="" width="20" height="20"></#if><bdi>${provider.displayName!provider.alias}</bdi></a></li>
    </#list>
  </ul>
</section>
</#macro>
