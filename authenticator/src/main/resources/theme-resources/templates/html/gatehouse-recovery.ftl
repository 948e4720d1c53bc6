<!DOCTYPE html>
<html lang="${locale.toLanguageTag()}" dir="${ltr?then('ltr','rtl')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${msg(kind + "_title", realmName)}</title>
<style>
body { margin: 0; padding: 24px 16px; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 32rem; margin: 0 auto; }
h1 { font-size: 20px; line-height: 1.3; }
.code { font: 700 28px/1.2 ui-monospace, monospace; letter-spacing: 3px; user-select: all; white-space: nowrap; }
.button { display: inline-block; padding: 12px 20px; color: #fff; background: #0b57b7; border-radius: 4px; font-weight: 600; text-decoration: none; }
.link { overflow-wrap: anywhere; }
dt { font-weight: 600; }
dd { margin: 0 0 8px; }
</style>
</head>
<body>
<main>
<h1>${msg(kind + "_title", realmName)}</h1>
<p>${msg(kind + "_intro", realmName, providers!"")}</p>
<#if link??>
<p><a class="button" href="${link}">${msg(kind + "_button", realmName)}</a></p>
<p class="link" dir="ltr">${link}</p>
</#if>
<#if code??>
<p>${msg("gatehouseMail_code")}</p>
<p class="code" dir="ltr">${code}</p>
</#if>
<#if validUntil??>
<p>${msg("gatehouseMail_until", validUntil)}</p>
</#if>
<dl>
<dt>${msg("gatehouseCodeMailWhen")}</dt><dd>${when}</dd>
<dt>${msg("gatehouseCodeMailDevice")}</dt><dd><bdi>${device}</bdi></dd>
<dt>${msg("gatehouseCodeMailPlace")}</dt><dd><bdi>${place?has_content?then(place, msg("gatehouseCodeMailPlaceUnknown"))}</bdi></dd>
</dl>
<p>${msg(kind + "_warning", realmName)}</p>
<p>${realmName}</p>
</main>
</body>
</html>
