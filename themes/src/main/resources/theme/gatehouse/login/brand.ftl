<#-- Settings of operators, by property or environment variable. Values are treated as text, and URLs accepted only if they cannot be scripts. -->
<#function property name>
  <#return (properties[name]!"")?trim>
</#function>

<#function name>
  <#return property("gatehouseName")?has_content?then(property("gatehouseName"), (realm.displayName)!(realm.name)!"")>
</#function>

<#-- A URL that is allowed in a link; empty if it is not. -->
<#function link address>
  <#if !address?has_content><#return ""></#if>
  <#if address?matches("https?://[^\\s\"'<>\\\\]+", "i") || address?matches("/[^/\\s\"'<>\\\\][^\\s\"'<>\\\\]*") || address?matches("mailto:[^\\s\"'<>\\\\]+", "i")>
    <#return address>
  </#if>
  <#if address?matches("[^\\s\"'<>\\\\:/?#@]+@[^\\s\"'<>\\\\:/?#@]+")><#return "mailto:" + address></#if>
  <#if address?matches("tel:[+]?[0-9][0-9 ().-]*", "i")><#return address?replace("[ ().]", "", "r")></#if>
  <#return "">
</#function>

<#-- A file of the theme, or a path on this host; otherwise empty. -->
<#function file path>
  <#if !path?has_content><#return ""></#if>
  <#if path?contains("..") || path?contains("//")><#return ""></#if>
  <#if path?matches("/[\\w./~%-]+(\\?[\\w.=&-]*)?")><#return path></#if>
  <#if path?matches("[\\w-][\\w./-]*")><#return url.resourcesPath + "/" + path></#if>
  <#return "">
</#function>

<#function accent>
  <#local accent = property("gatehouseAccent")>
  <#if !accent?has_content><#return "blue"></#if>
  <#return accent?matches("[a-z]+")?then(accent, "blue")>
</#function>

<#macro stylesheet>
  <#local sheet = file(property("gatehouseStylesheet"))>
  <#if sheet?has_content><link rel="stylesheet" href="${sheet}"></#if>
</#macro>

<#macro logo>
  <#local light = file(property("gatehouseLogo"))>
  <#local dark = file(property("gatehouseLogoDark"))>
  <#if light?has_content>
    <picture>
      <#if dark?has_content && darkMode!false><source srcset="${dark}" media="(prefers-color-scheme: dark)"></#if>
      <img src="${light}" alt="${name()}">
    </picture>
  <#elseif property("gatehouseName")?has_content>
    <bdi>${name()}</bdi>
  <#else>
    <bdi>${kcSanitize(msg("loginTitleHtml", (realm.displayNameHtml)!""))?no_esc}</bdi>
  </#if>
</#macro>

<#macro links>
  <#local links = []>
  <#list ["gatehouseSupport", "gatehousePrivacy", "gatehouseImprint"] as key>
    <#local address = link(property(key))>
    <#if address?has_content><#local links += [{"key": key, "address": address}]></#if>
  </#list>
  <#if links?has_content>
  <ul class="gh-foot-links">
    <#list links as link><li><a href="${link.address}" rel="noopener noreferrer"><@texts.say link.key/></a></li></#list>
  </ul>
  </#if>
</#macro>
<#import "texts.ftl" as texts>
