<#ftl output_format="HTML" auto_esc=true>
<#import "gatehouse-admin-layout.ftl" as layout>
<@layout.page msg("gatehouseAdmin_page_section_overview")>
<ul class="cards">
<#if viewsRealm>
  <li class="card"><h2>${msg("gatehouseAdmin_page_section_findings")}</h2>
  <#if findings?has_content>
    <p><#list findings as severity, count><span class="${severity}"><span class="severity">${msg("gatehouseAdmin_page_severity_" + severity)}</span>: ${count?c}</span><#sep>, </#list></p>
  <#else><p class="good">${msg("gatehouseAdmin_page_nothingFound")}</p></#if>
  <p><a href="${findingsUrl}">${msg("gatehouseAdmin_page_toFindings")}</a></p></li>
</#if>
<#if viewsEvents>
  <li class="card"><h2>${msg("gatehouseAdmin_page_section_enforcement")}</h2>
  <p>${msg("gatehouseAdmin_page_mode_" + modeInForce)}</p>
  <#if modeInForce == "enforce"><p>${msg("gatehouseAdmin_page_scope_" + scope)}</p></#if>
  <#if viewsRealm><p><a href="${enforcementUrl}">${msg("gatehouseAdmin_page_toEnforcement")}</a></p></#if></li>
  <li class="card"><h2>${msg("gatehouseAdmin_page_lastDays", length?c)}</h2>
  <p><strong>${msg("gatehouseAdmin_page_percent", share)}</strong> ${msg("gatehouseAdmin_page_challengedOf", suspicious, logins)}</p></li>
</#if>
</ul>
<#if searchesUsers><@layout.search/></#if>
<#if viewsEvents>
<section aria-labelledby="rate-title">
<h2 id="rate-title">${msg("gatehouseAdmin_page_rateTitle")}</h2>
<form method="get" action="${action}#rate-title" class="rate" id="rate-form">
  <#if realmParameter?has_content><input type="hidden" name="realm" value="${realmParameter}"></#if>
  <input type="hidden" name="days" value="${length?c}">
  <label for="rate">${msg("gatehouseAdmin_targetRate")}</label>
  <input id="rate" name="rate" type="range" min="0.5" max="20" step="0.5" value="${rate}" list="rates" aria-describedby="rate-effect" data-steps="${steps}" data-saying="${msg("gatehouseAdmin_page_rateValue", "#1")}">
  <datalist id="rates"><#list effects as effect><option value="${effect.rate}"></option></#list></datalist>
  <button type="submit">${msg("gatehouseAdmin_page_show")}</button>
  <p id="rate-effect" role="status" data-saying="${msg("gatehouseAdmin_page_rateEffect", "#1", "#2", "#3", "#4")}">${msg("gatehouseAdmin_page_rateEffect", effect.rateText, effect.perDay, effect.share, effect.byRule)}</p>
</form>
<#if hit??>
<p>${msg("gatehouseAdmin_page_rateUsers", hit.logins, hit.count)}<#if hit.users?has_content> <#list hit.users as user><a href="${user.url}"><bdi>${user.username}</bdi></a><#sep>, </#list></#if></p>
</#if>
<details><summary>${msg("gatehouseAdmin_page_rateTable")}</summary>
<div class="wide" tabindex="0" role="region" aria-label="${msg("gatehouseAdmin_page_rateTable")}">
<table id="effects">
  <thead><tr><th scope="col">${msg("gatehouseAdmin_targetRate")}</th><th scope="col">${msg("gatehouseAdmin_page_perDay")}</th><th scope="col">${msg("gatehouseAdmin_page_shareReached")}</th><th scope="col">${msg("gatehouseAdmin_page_threshold")}</th></tr></thead>
  <tbody><#list effects as effect><tr><th scope="row">${effect.rateText}</th><td class="number">${effect.perDay}</td><td class="number">${msg("gatehouseAdmin_page_percent", effect.share)}</td><td class="number" dir="ltr">${effect.threshold}</td></tr></#list></tbody>
</table></div></details>
</section>
<section>
<h2 id="most-title">${msg("gatehouseAdmin_page_mostChallenged")}</h2>
<#if users?has_content>
<div class="wide" tabindex="0" role="region" aria-labelledby="most-title">
<table>
  <thead><tr><th scope="col">${msg("gatehouseAdmin_page_username")}</th><th scope="col">${msg("gatehouseAdmin_page_challenges")}</th><th scope="col">${msg("gatehouseAdmin_page_mostly")}</th></tr></thead>
  <tbody><#list users as user><tr><th scope="row"><a href="${user.url}"><bdi>${user.username}</bdi></a></th><td class="number">${user.times?c}</td><td>${user.mostly}</td></tr></#list></tbody>
</table></div>
<#else><p>${msg("gatehouseAdmin_page_nobodyChallenged")}</p></#if>
</section>
<section aria-labelledby="plots-title">
<h2 id="plots-title">${msg("gatehouseAdmin_page_lastDays", length?c)}</h2>
<@layout.plot plot/>
<p class="buttons"><a class="button" href="${plotsUrl}">${msg("gatehouseAdmin_page_section_plots")}</a></p>
<p class="buttons"><a class="button" href="${csv}">${msg("gatehouseAdmin_page_saveCsv")}</a> <a class="button" href="${json}">${msg("gatehouseAdmin_page_saveJson")}</a> <a class="button" href="${usersCsv}">${msg("gatehouseAdmin_page_saveUsers")}</a></p>
</section>
</#if>
</@layout.page>
