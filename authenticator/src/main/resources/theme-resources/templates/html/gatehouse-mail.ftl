<#-- The layout of an HTML email; text/gatehouse-mail.ftl is the same for plain text. The content is in mails/, once for both. -->
<#import "/mails/gatehouse-contact.ftl" as contact>

<#-- A name that another person has chosen: isolated, so that its direction does not change the sentence around it. -->
<#function name value>
  <#return "\xE000" + value?replace("[\\s\xE000\xE001]+", " ", "r") + "\xE001">
</#function>

<#function plain text>
  <#return text?replace("[\xE000\xE001]", "", "r")>
</#function>

<#-- The support contact: the address or number that pages link to. A web page is not named, because the only link of a notice is "This was not me". -->
<#function support>
  <#local named = contact.named()>
  <#return named?has_content?then(name(named), msg("gatehouseMail_support"))>
</#function>

<#-- How long something works, in words. -->
<#function lasting lifetime>
  <#return msg(lifetime.message, lifetime.number, lifetime.number?c)>
</#function>

<#-- The name that users know the realm by. -->
<#function brand>
  <#return name((properties.gatehouseName!"")?has_content?then(properties.gatehouseName!"", realmName))>
</#function>

<#-- The language of the messages, which is English if there is no translation, and its direction. -->
<#function language>
  <#return msg("gatehouseLanguage")>
</#function>

<#function start>
  <#return ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]?seq_contains(language()?split("-")[0])?then("right", "left")>
</#function>

<#-- The colours of the button: those of the same names on the pages, or a child theme's own. The child theme is responsible for their contrast. -->
<#function accent>
  <#local named = {"teal": "#00635a", "green": "#1b6e2e", "purple": "#6a2fb5", "red": "#a81e2a", "orange": "#944200", "graphite": "#37424f"}>
  <#return properties.gatehouseMailAccent!(named[properties.gatehouseAccent!"blue"]!"#0b57b7")>
</#function>

<#function onAccent>
  <#return properties.gatehouseMailOnAccent!"#ffffff">
</#function>

<#-- Whether a name has letters or marks by which it may turn the sentence around it. -->
<#function turns value>
  <#return start() == "right" || value?matches(".*[\\u0590-\\u08FF\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFB1D-\\uFDFF\\uFE70-\\uFEFC\\x{10800}-\\x{10FFF}\\x{1E800}-\\x{1EFFF}].*", "s")>
</#function>

<#-- Other names need no tag: in languages without spaces, spam filters take tags within a word for an attempt to hide it. -->
<#macro sentence text>
<#list text?split("[\xE000\xE001]", "r") as part><#if part?is_odd_item || !turns(part)>${part}<#else><bdi>${part}</bdi></#if></#list><#t>
</#macro>

<#macro mail title preheader>
<#setting locale=locale.toString()>
<!DOCTYPE html>
<html lang="${language()}" dir="${(start() == "left")?then("ltr", "rtl")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${plain(title)}</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
.button a { color: ${onAccent()} !important; }
@media (prefers-color-scheme: dark) {
.page { background: #0d1117 !important; }
.card { background: #161b22 !important; border-color: #30363d !important; color: #e6edf3 !important; }
.fact { color: #9da7b3 !important; }
.link { color: #8fc1ff !important; }
.code { background: #21262d !important; color: #ffffff !important; }
}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f2f4f7;-webkit-text-size-adjust:100%">
<#-- Not by display:none: spam filters count that. -->
<div style="height:0;max-height:0;overflow:hidden;mso-hide:all" aria-hidden="true">${plain(preheader)}<#list 1..60 as space>&#847;&zwnj;&nbsp;</#list></div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse"><tr><td align="center" style="padding:16px 8px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;table-layout:fixed;border-collapse:separate"><tr>
<td class="card" align="${start()}" style="padding:24px 20px;background:#ffffff;border:1px solid #d8dee4;border-radius:8px;color:#1b1f24;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;overflow-wrap:anywhere;word-wrap:break-word">
<main>
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3"><@sentence title/></h1>
<#nested>
<p style="margin:24px 0 0"><@sentence brand()/></p>
</main>
</td></tr></table>
</td></tr></table>
</body>
</html>
</#macro>

<#macro paragraph text>
<p style="margin:0 0 16px"><@sentence text/></p>
</#macro>

<#-- Text by an admin, which may contain HTML. -->
<#macro written html>
<div style="margin:0 0 16px">${kcSanitize(html)?no_esc}</div>
</#macro>

<#-- A code to be typed: without line break, selected by one tap, left to right in every language. -->
<#macro code value>
<p style="margin:0 0 16px"><span class="code" dir="ltr" style="display:inline-block;padding:8px 12px;background:#eef1f5;border-radius:6px;font:700 28px/1.3 ui-monospace,Menlo,Consolas,monospace;letter-spacing:3px;white-space:nowrap;user-select:all;-webkit-user-select:all">${value}</span></p>
</#macro>

<#-- The only link of an email; it is printed, so that the user sees where it leads and can copy it. -->
<#macro button link text>
<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px;border-collapse:separate"><tr>
<td class="button" align="center" bgcolor="${accent()}" style="background:${accent()};border-radius:6px"><a href="${link}" style="display:inline-block;padding:12px 20px;color:${onAccent()};font-weight:600;text-decoration:none"><@sentence text/></a></td>
</tr></table>
<p dir="ltr" align="${start()}" style="margin:0 0 16px;font-size:14px;word-break:break-all">${link}</p>
</#macro>

<#-- The way to "This was not me", printed like a button's link. Where the realm has no such page, whom to contact. -->
<#macro notMe page>
<#if page?has_content>
<@paragraph msg("gatehouseMail_notMePage")/>
<p style="margin:0 0 16px"><a class="link" href="${page}" style="color:${accent()};font-weight:600"><@sentence msg("gatehouseNotMe")/></a></p>
<p dir="ltr" align="${start()}" style="margin:0 0 16px;font-size:14px;word-break:break-all">${page}</p>
<#else>
<@paragraph msg("gatehouseMail_addressChanged_warning", brand(), support())/>
</#if>
</#macro>

<#-- Rows of a label and a value. -->
<#macro facts rows>
<dl style="margin:0 0 16px">
<#list rows as row>
<dt class="fact" style="color:#57606a;font-size:14px"><@sentence row.label/></dt>
<dd style="margin:0 0 8px"><bdi>${row.value?replace("[\\s\xE000\xE001]+", " ", "r")}</bdi></dd>
</#list>
</dl>
</#macro>

<#-- The user name, where it is not the address, so that two accounts on one mailbox can be told apart. -->
<#macro account name>
<#if name?has_content>
<@facts [{"label": msg("gatehouseMail_account"), "value": name}]/>
</#if>
</#macro>

<#-- When, with which browser and from where something was done; missing values are shown as unknown. -->
<#macro circumstances when device place>
<@facts [{"label": msg("gatehouseCodeMailWhen"), "value": when},
  {"label": msg("gatehouseCodeMailDevice"), "value": device?has_content?then(device, msg("gatehouseCodeMailPlaceUnknown"))},
  {"label": msg("gatehouseCodeMailPlace"), "value": place?has_content?then(place, msg("gatehouseCodeMailPlaceUnknown"))}]/>
</#macro>
