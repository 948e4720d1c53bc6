<#ftl output_format="HTML" auto_esc=true>
<#-- What all pages for administrators have in common. -->
<#macro head title>
<!DOCTYPE html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${resources}/gatehouse-admin.css">
<link rel="stylesheet" href="${resources}/gatehouse-plot.css">
<script type="module" src="${resources}/gatehouse-admin.js"></script>
</head>
</#macro>

<#macro page title>
<@head title + " \x2013 " + realmName + " \x2013 Gatehouse"/>
<body>
<a class="skip" href="#main">${msg("gatehouseAdmin_page_skip")}</a>
<header>
  <p class="realm"><strong>Gatehouse</strong> <bdi>${realmName}</bdi></p>
  <nav aria-label="${msg("gatehouseAdmin_page_sections")}">
    <ul>
      <#list navigation as section>
      <li><a href="${section.url}"<#if section.current> aria-current="page"</#if>>${msg("gatehouseAdmin_page_section_" + section.id)}</a></li>
      </#list>
    </ul>
  </nav>
  <p class="who"><bdi>${username}</bdi> <a href="${console}">${msg("gatehouseAdmin_page_console")}</a></p>
</header>
<main id="main">
<h1>${title}</h1>
<#if doneText?has_content><p class="done" role="status">${doneText}</p></#if>
<#nested>
</main>
</body>
</html>
</#macro>

<#-- A problem; with its language if that is not the language of the page. -->
<#macro problem text language=""><div class="problem" role="alert" tabindex="-1" autofocus><p<#if language?has_content> lang="${language}" dir="auto"</#if>>${text}</p></div></#macro>

<#-- A time, which the script shows in the browser's zone. -->
<#macro time at><#if at?has_content><time datetime="${at.instant}"<#if at.local?has_content> data-local="${at.local}"</#if>>${at.text}</time></#if></#macro>

<#macro tokenField><input type="hidden" name="token" value="${token}"></#macro>

<#-- A plot with its table. Row ends are left out, as HTML allows: there are many. -->
<#macro plot of>
<figure class="plot-figure">
<figcaption>${of.title}</figcaption>
${of.svg?no_esc}
<#if !of.table.isEmpty()>
<details><summary>${msg("gatehouseAdmin_page_table")}<span class="unseen">: ${of.title}</span></summary>
<div class="wide" tabindex="0" role="region" aria-label="${of.title}"><table class="numbers"><thead><tr><#list of.table.headers() as header><th scope="col">${header}</#list><tbody><#list of.table.rows() as row><tr><#list row as cell><#if cell?is_first><th scope="row">${cell}<#else><td>${cell}</#if></#list></#list></table></div>
<p><a href="${of.file}">${msg("gatehouseAdmin_page_saveSvg")}<span class="unseen">: ${of.title}</span></a></p></details>
</#if>
</figure>
</#macro>

<#-- The search for a person. With one result it leads to that person. -->
<#macro search query="" isFocused=false>
<form method="get" action="${searchUrl}" role="search" class="search">
  <#if realmParameter?has_content><input type="hidden" name="realm" value="${realmParameter}"></#if>
  <label for="q">${msg("gatehouseAdmin_page_searchLabel")}</label>
  <input id="q" name="q" type="search" value="${query}" required autocomplete="off" autocapitalize="none" spellcheck="false" dir="auto"<#if isFocused> autofocus</#if>>
  <button class="primary" type="submit">${msg("gatehouseAdmin_page_search")}</button>
</form>
</#macro>
