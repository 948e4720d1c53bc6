<#ftl output_format="HTML" auto_esc=true>
<#import "gatehouse-admin-layout.ftl" as layout>
<@layout.page msg("gatehouseAdmin_page_plan")>
<#if problem?has_content><@layout.problem problem/></#if>
<#if questions?has_content>
<#list questions as question><@layout.problem question/></#list>
</#if>
<#if steps?has_content>
<p>${msg("gatehouseAdmin_page_planIntro", steps?size?c)}</p>
<ol class="findings" lang="en" dir="ltr">
  <#list steps as step>
  <li class="finding">
    <p><strong>${step.what()}</strong> <bdi>${step.where()}</bdi></p>
    <dl>
      <dt lang="${language}">${msg("gatehouseAdmin_page_before")}</dt><dd>${step.before()?has_content?then(step.before(), "\x2013")}</dd>
      <dt lang="${language}">${msg("gatehouseAdmin_page_after")}</dt><dd>${step.after()}</dd>
      <dt lang="${language}">${msg("gatehouseAdmin_page_effect")}</dt><dd>${step.effect()}</dd>
    </dl>
  </li>
  </#list>
</ol>
<#else>
<p>${msg("gatehouseAdmin_page_planEmpty")}</p>
</#if>
<form method="post" action="${action}"><@layout.tokenField/>
  <input type="hidden" name="action" value="apply"><input type="hidden" name="fix" value="${fix}"><input type="hidden" name="hash" value="${hash}">
  <p class="buttons">
  <#if steps?has_content && !questions?has_content><button class="primary" type="submit">${msg("gatehouseAdmin_page_apply")}</button></#if>
  <a class="button" href="${back}">${msg("gatehouseAdmin_page_back")}</a></p>
</form>
</@layout.page>
