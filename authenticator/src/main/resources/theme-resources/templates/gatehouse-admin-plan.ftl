<#ftl output_format="HTML" auto_esc=true>
<#import "gatehouse-admin-layout.ftl" as layout>
<#-- The language of a step that has no text in that of the page. -->
<#macro own step><#if !step.isTranslated> lang="en" dir="ltr"</#if></#macro>
<@layout.page msg("gatehouseAdmin_page_plan")>
<#if problem?has_content><@layout.problem problem "en"/></#if>
<#if questions?has_content>
<#list questions as question><@layout.problem question "en"/></#list>
</#if>
<#if steps?has_content>
<p>${msg("gatehouseAdmin_page_planIntro", steps?size?c)}</p>
<ol class="findings">
  <#list steps as step>
  <li class="finding">
    <p><strong<@own step/>>${step.what}</strong> <bdi lang="en">${step.where}</bdi></p>
    <dl>
      <dt>${msg("gatehouseAdmin_page_before")}</dt><#if step.before?has_content><dd lang="en" dir="ltr">${step.before}</dd><#else><dd>&ndash;</dd></#if>
      <dt>${msg("gatehouseAdmin_page_after")}</dt><dd lang="en" dir="ltr">${step.after}</dd>
      <dt>${msg("gatehouseAdmin_page_effect")}</dt><dd<@own step/>>${step.effect}</dd>
    </dl>
    <#if step.details?has_content>
    <details open><summary>${msg("gatehouseAdmin_page_stepDetails")}<span class="unseen" lang="en">: ${step.where}</span></summary>
    <div lang="en" dir="ltr"><#list step.details as detail><p>${detail}</p></#list></div></details>
    </#if>
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
