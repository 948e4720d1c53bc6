<#-- The resources that theme.properties names, including that of a child theme. Keycloak 26.7 parses them into tags; 26.5 has names separated by spaces, and no favicons. -->
<#assign keycloaks = .get_optional_template("theme-resources.ftl")>
<#if keycloaks.exists><#assign tags = keycloaks.import()></#if>

<#function hasFavicons>
  <#return (themeResources.favicons)?has_content>
</#function>

<#macro favicons>
<@tags.renderFavicons themeResources.favicons url.resourcesPath/>
</#macro>

<#macro styles>
<#if themeResources??>
<#if themeResources.styles?has_content><@tags.renderStyles themeResources.styles url.resourcesPath/></#if>
<#elseif properties.styles?has_content>
<#list properties.styles?split(" ") as style><link href="${url.resourcesPath}/${style}" rel="stylesheet"></#list>
</#if>
</#macro>

<#macro scripts>
<#if themeResources??>
<#if themeResources.scripts?has_content><@tags.renderScripts themeResources.scripts url.resourcesPath "text/javascript"/></#if>
<#elseif properties.scripts?has_content>
<#list properties.scripts?split(" ") as script><script src="${url.resourcesPath}/${script}" type="text/javascript"></script></#list>
</#if>
</#macro>
