<#ftl output_format="plainText">
<#-- The layout of a plain text email; html/gatehouse-mail.ftl is the same as HTML. The content is in mails/, once for both. -->
<#import "/mails/gatehouse-contact.ftl" as contact>

<#function name value>
  <#return value?replace("\\s+", " ", "r")>
</#function>

<#-- Whom to contact. -->
<#function support>
  <#local named = contact.named()>
  <#return named?has_content?then(name(named), msg("gatehouseMail_support"))>
</#function>

<#-- How long something works, in words. -->
<#function lasting lifetime>
  <#return msg(lifetime.message, lifetime.number, lifetime.number?c)>
</#function>

<#function brand>
  <#return name((properties.gatehouseName!"")?has_content?then(properties.gatehouseName!"", realmName))>
</#function>

<#macro mail title preheader>
<#setting locale=locale.toString()>
<#local body><#nested></#local>
${name(title)}

${body?trim}

${brand()}
</#macro>

<#macro paragraph text>
${text}

</#macro>

<#-- Text by an admin, which may contain HTML: the words that the HTML email shows. -->
<#macro written html>
${kcSanitize(html)?replace("<[^>]*>", " ", "r")?replace("&lt;", "<")?replace("&gt;", ">")?replace("&quot;", "\"")?replace("&#39;", "'")?replace("&#34;", "\"")?replace("&amp;", "&")?trim}

</#macro>

<#macro code value>
${value}

</#macro>

<#macro button link text>
${text}:
${link}

</#macro>

<#macro notMe page>
<#if page?has_content>
<@paragraph msg("gatehouseMail_notMePage")/>
<@button page, msg("gatehouseNotMe")/>
<#else>
<@paragraph msg("gatehouseMail_addressChanged_warning", brand(), support())/>
</#if>
</#macro>

<#macro facts rows>
<#list rows as row>
${row.label}: ${row.value?replace("\\s+", " ", "r")}
</#list>

</#macro>

<#macro account name>
<#if name?has_content>
<@facts [{"label": msg("gatehouseMail_account"), "value": name}]/>
</#if>
</#macro>

<#macro circumstances when device place>
<@facts [{"label": msg("gatehouseCodeMailWhen"), "value": when},
  {"label": msg("gatehouseCodeMailDevice"), "value": device?has_content?then(device, msg("gatehouseCodeMailPlaceUnknown"))},
  {"label": msg("gatehouseCodeMailPlace"), "value": place?has_content?then(place, msg("gatehouseCodeMailPlaceUnknown"))}]/>
</#macro>
