<#ftl output_format="HTML" auto_esc=true>
<#import "gatehouse-admin-layout.ftl" as layout>
<@layout.page msg("gatehouseAdmin_page_section_findings")>
<#if problem?has_content><@layout.problem problem "en"/></#if>
<section aria-labelledby="found">
<h2 id="found">${msg("gatehouseAdmin_page_found", findings?size?c)}</h2>
<#if findings?has_content>
<ul class="findings">
  <#list findings as finding>
  <li class="finding ${finding.severity}">
    <p><strong class="severity">${msg("gatehouseAdmin_page_severity_" + finding.severity)}</strong> <bdi>${finding.where}</bdi></p>
    <p>${finding.what}</p>
    <p>${finding.close}</p>
    <p class="buttons">
      <#if finding.fix?has_content><a class="button primary" href="${finding.fix}">${msg("gatehouseAdmin_page_fix")}<span class="unseen"> ${finding.where}</span></a></#if>
      <a class="button" href="${finding.link}">${msg("gatehouseAdmin_page_openConsole")}<span class="unseen"> ${finding.where}</span></a>
    </p>
  </li>
  </#list>
</ul>
<#else>
<p class="good">${msg("gatehouseAdmin_page_nothingFound")}</p>
</#if>
</section>
<section>
<h2 id="applied">${msg("gatehouseAdmin_page_applied")}</h2>
<#if applied?has_content>
<div class="wide" tabindex="0" role="region" aria-labelledby="applied">
<table>
  <thead><tr><th scope="col">${msg("gatehouseAdmin_page_step")}</th><th scope="col">${msg("gatehouseAdmin_page_where")}</th><th scope="col">${msg("gatehouseAdmin_page_when")}</th><th scope="col">${msg("gatehouseAdmin_page_by")}</th><#if mayManage><th scope="col">${msg("gatehouseAdmin_page_undo")}</th></#if></tr></thead>
  <tbody>
  <#list applied as step>
  <tr><th scope="row"<#if !step.isTranslated> lang="en" dir="ltr"</#if>>${step.what}</th><td><bdi lang="en">${step.where}</bdi></td><td><@layout.time step.at/></td><td><bdi>${step.by}</bdi></td>
  <#if mayManage><td>
    <form method="post" action="${action}"><@layout.tokenField/>
      <input type="hidden" name="action" value="undo"><input type="hidden" name="step" value="${step.id}">
      <#if problem?has_content><label class="choice"><input type="checkbox" name="force" value="on"> ${msg("gatehouseAdmin_page_force")}</label></#if>
      <button type="submit">${msg("gatehouseAdmin_page_undo")}<span class="unseen"> ${step.id}</span></button>
    </form></td></#if></tr>
  </#list>
  </tbody>
</table>
</div>
<#else>
<p>${msg("gatehouseAdmin_page_nothingApplied")}</p>
</#if>
</section>
</@layout.page>
