<#import "brand.ftl" as brand>
<#-- The content security policy of a page. It stands in the page and not in the realm's header, which Keycloak's consoles get too and do not load under. -->

<#-- Where else things may come from: the hosts that the operator names, and those of the scripts that a step of the login brings along. -->
<#function others>
  <#local hosts = "">
  <#list brand.property("gatehousePolicyHosts")?split(" ") + (scripts![]) as source>
    <#local host = source?trim?replace("^((?:https?:)?//[^/?#]*).*$", "$1", "r")>
    <#if host?matches("(https?://|//)?[A-Za-z0-9*][A-Za-z0-9.-]*(:[0-9]+)?")><#local hosts += " " + host?remove_beginning("//")></#if>
  </#list>
  <#-- Google's script fetches the rest of itself from there. -->
  <#if recaptchaRequired??><#local hosts += " https://www.gstatic.com"></#if>
  <#return hosts>
</#function>

<#macro meta>
<#if brand.property("gatehousePolicy")?lower_case != "off">
<#local more = others()>
<#-- Apps that are signed out in a frame: which ones, the header says. Data: the icon of the page, and the code that an authenticator app reads. -->
<#local frames = (logout??)?then(" http: https:", "")>
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'${more}; style-src 'self'${more}; img-src 'self' data:${more}; font-src 'self'${more}; connect-src 'self'${more}; frame-src 'self'${more}${frames}; base-uri 'none'">
</#if>
</#macro>
