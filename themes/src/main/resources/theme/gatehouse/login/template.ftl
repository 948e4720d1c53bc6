<#import "footer.ftl" as loginFooter>
<#import "resources.ftl" as resources>
<#import "brand.ftl" as brand>
<#import "languages.ftl" as languages>
<#import "policy.ftl" as policy>
<#import "problems.ftl" as problems>
<#import "texts.ftl" as texts>

<#-- Whose login this is, and a link to restart as another user. -->
<#macro username>
<p id="kc-username" class="gh-who">
  <bdi id="kc-attempted-username" class="gh-address">${auth.attemptedUsername}</bdi>
  <#if gatehouseOtherAccount??>
  <a id="reset-login" href="${url.loginUrl}<#if url.loginUrl?contains("?")>&<#else>?</#if>${gatehouseOtherAccount}=true"><@texts.say "gatehouseOtherAccount"/></a>
  <#else>
  <a id="reset-login" href="${url.loginRestartFlowUrl}"><@texts.say "gatehouseStartAgain"/></a>
  </#if>
</p>
</#macro>

<#function plain text>
  <#local heading = text?markup_string?trim>
  <#-- Most headings are one line of text, for which two regular expressions would be too much work. -->
  <#if !heading?contains("<") && !heading?contains("\n")><#return heading></#if>
  <#return heading?replace("<[^>]*>", "", "r")?replace("\\s+", " ", "r")?trim>
</#function>

<#macro head heading>
<head>
  <meta charset="utf-8">
  <@policy.meta/>
  <#-- Keycloak inserts a script before the first closing head tag, which sets the URL of a page that answers a form. Inside a comment, the policy has nothing to block; page.js reads it. -->
  <!--</head>-->
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light${(darkMode!false)?then(" dark", "")}">
  <meta name="robots" content="noindex, nofollow">
  <#if properties.meta?has_content>
  <#list properties.meta?split(" ") as meta>
  <meta name="${meta?keep_before("==")}" content="${meta?keep_after("==")}">
  </#list>
  </#if>
  <#local named = heading?has_content?then(heading + " \x2013 ", "") + (gatehouseAbout!"")?has_content?then((gatehouseAbout!"")?esc?markup_string + " \x2013 ", "") + brand.name()?esc?markup_string>
  <title>${problems.any()?then(msg("gatehouseErrorTitle", named), named)?no_esc}</title>
  <#if resources.hasFavicons()>
  <@resources.favicons/>
  <#else>
  <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 32 32%22%3E%3Crect width=%2232%22 height=%2232%22 rx=%227%22 fill=%22%230b57b7%22/%3E%3Cpath d=%22M7 26V14a9 9 0 0 1 18 0v12h-5V14a4 4 0 0 0-8 0v12z%22 fill=%22%23fff%22/%3E%3C/svg%3E">
  </#if>
  <@resources.styles/>
  <@brand.stylesheet/>
  <@resources.scripts/>
  <#list scripts![] as script><script src="${script}"></script></#list>
  <script type="module" src="${url.resourcesPath}/js/page.js"></script>
</head>
</#macro>

<#macro otherWays>
  <#if auth?has_content && auth.showTryAnotherWayLink()>
  <form id="kc-select-try-another-way-form" action="${url.loginAction}" method="post">
    <button type="submit" id="try-another-way" class="gh-button" name="tryAnotherWay" value="on">${msg("doTryAnotherWay")}</button>
  </form>
  </#if>
  <#if switchOrganizationEnabled!false>
  <form id="kc-switch-organization-form" action="${url.loginAction}" method="post">
    <button type="submit" id="switch-organization" class="gh-button" name="switchOrganization" value="true">${msg("doSwitchOrganization")}</button>
  </form>
  </#if>
</#macro>

<#-- Like Keycloak's own, so that pages of other extensions work. The sections are rendered first: they know whether there is an error. -->
<#macro registrationLayout bodyClass="" displayInfo=false displayMessage=true displayRequiredFields=false>
<#local heading><#nested "header"></#local>
<#local form><#nested "form"></#local>
<#local isShown = displayMessage && message?has_content && (message.type != "warning" || !isAppInitiatedAction??)>
<#if message?has_content && message.type == "error"><#global gatehouseTold = true></#if>
<#local showsUsername = auth?has_content && auth.showUsername() && !auth.showResetCredentials()>
<!DOCTYPE html>
<html lang="${lang}" dir="${((locale.rtl)!false)?then("rtl", "ltr")}" data-accent="${brand.accent()}"<#if !(darkMode!false)> class="gh-light"</#if>>
<@head plain(heading)/>
<body class="gh-body ${bodyClass}" data-page-id="login-${pageId!}"<#if (url.ssoLoginInOtherTabsUrl)?? && url.ssoLoginInOtherTabsUrl != "#"> data-signed-in-elsewhere="${url.ssoLoginInOtherTabsUrl}"</#if><#if authenticationSession??> data-auth-session="${authenticationSession.authSessionIdHash}"</#if>>
<div class="gh-shell">
  <header id="kc-header" class="gh-head">
    <div id="kc-header-wrapper" class="gh-brand"><@brand.logo/></div>
    <#if ((realm.internationalizationEnabled)!false) && (locale.supported?size gt 1)><@languages.switch/></#if>
  </header>
  <main class="gh-card">
    <h1 id="kc-page-title">${heading}</h1>
    <#if showsUsername><#nested "show-username"><@username/></#if>
    <#if gatehouseFieldProblems?has_content || (isShown && message.type == "error")>
    <@problems.summary (isShown && message.type == "error")?then((message.summary)!, "")/>
    </#if>
    <#if isShown && message.type != "error">
    <div class="gh-notice gh-${message.type}" role="status"><p class="kc-feedback-text">${message.summary}</p></div>
    </#if>
    <#if displayRequiredFields><p class="gh-quiet"><span aria-hidden="true">*</span> ${msg("requiredFields")}</p></#if>
    ${form}
    <@otherWays/>
    <#nested "socialProviders">
    <#if displayInfo><div id="kc-info" class="gh-info"><#nested "info"></div></#if>
  </main>
  <#-- page.js shows it where the login ended in a native app. -->
  <#if form?markup_string?contains("client_data=")>
  <template id="gatehouse-in-app"><h1 tabindex="-1"><@texts.say "gatehouseInAppTitle"/></h1><p><@texts.say "gatehouseInApp"/></p></template>
  </#if>
  <footer class="gh-foot">
    <@brand.links/>
    <@loginFooter.content/>
  </footer>
</div>
</body>
</html>
</#macro>
