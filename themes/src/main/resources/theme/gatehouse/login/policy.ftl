<#import "brand.ftl" as brand>
<#-- The content security policy of a page. It is in the page and not in the realm's header, because Keycloak's consoles get that header too and do not load with this policy. -->

<#-- Further allowed sources: the hosts that the operator names, and those of the scripts that a step of the login adds. -->
<#function others>
  <#local hosts = "">
  <#list brand.property("gatehousePolicyHosts")?split(" ") + (scripts![]) as source>
    <#local host = source?trim?replace("^((?:https?:)?//[^/?#]*).*$", "$1", "r")>
    <#if host?matches("(https?://|//)?[A-Za-z0-9*][A-Za-z0-9.-]*(:[0-9]+)?")><#local hosts += " " + host?remove_beginning("//")></#if>
  </#list>
  <#-- Google's script loads further parts from there. -->
  <#if recaptchaRequired??><#local hosts += " https://www.gstatic.com"></#if>
  <#return hosts>
</#function>

<#macro meta>
<#if brand.property("gatehousePolicy")?lower_case != "off">
<#local more = others()>
<#-- Frames: apps with front-channel logout, which the header lists. Data URLs: the icon of the page, and the QR code for authenticator apps. -->
<#local frames = (logout??)?then(" http: https:", "")>
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'${more}; style-src 'self'${more}; img-src 'self' data:${more}; font-src 'self'${more}; connect-src 'self'${more}; frame-src 'self'${more}${frames}; base-uri 'none'">
</#if>
</#macro>
