<!DOCTYPE html>
<html lang="${locale.toLanguageTag()}" dir="${ltr?then('ltr','rtl')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${msg("gatehouseCodeMailTitle", realmName)}</title>
<style>
body { margin: 0; padding: 24px 16px; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 32rem; margin: 0 auto; }
h1 { font-size: 20px; line-height: 1.3; }
.code { font: 700 32px/1.2 ui-monospace, monospace; letter-spacing: 4px; user-select: all; }
dt { font-weight: 600; }
dd { margin: 0 0 8px; }
</style>
</head>
<body>
<main>
<h1>${msg("gatehouseCodeMailTitle", realmName)}</h1>
<p class="code" dir="ltr">${code}</p>
<p>${msg("gatehouseCodeMailIntro", validUntil)}</p>
<dl>
<dt>${msg("gatehouseCodeMailWhen")}</dt><dd>${when}</dd>
<dt>${msg("gatehouseCodeMailDevice")}</dt><dd><bdi>${device}</bdi></dd>
<dt>${msg("gatehouseCodeMailPlace")}</dt><dd><bdi>${place?has_content?then(place, msg("gatehouseCodeMailPlaceUnknown"))}</bdi></dd>
</dl>
<p>${msg("gatehouseCodeMailWarning", realmName)}</p>
<p>${realmName}</p>
</main>
</body>
</html>
