<#ftl output_format="HTML" auto_esc=true>
<#import "gatehouse-admin-layout.ftl" as layout>
<@layout.page msg("gatehouseAdmin_page_section_users")>
<@layout.search query true/>
<#if searched>
<#if found?has_content>
<div class="wide" tabindex="0" role="region" aria-labelledby="results">
<table>
  <caption id="results">${msg("gatehouseAdmin_page_results", most?c)}</caption>
  <thead><tr><th scope="col">${msg("gatehouseAdmin_page_username")}</th><th scope="col">${msg("gatehouseAdmin_page_name")}</th><th scope="col">${msg("gatehouseAdmin_page_email")}</th></tr></thead>
  <tbody>
  <#list found as user>
  <tr><th scope="row"><a href="${user.url}"><bdi>${user.username}</bdi></a><#if !user.enabled> ${msg("gatehouseAdmin_page_disabled")}</#if></th><td><bdi>${user.name}</bdi></td><td><bdi>${user.email}</bdi></td></tr>
  </#list>
  </tbody>
</table>
</div>
<#else>
<p role="status">${msg("gatehouseAdmin_page_nobodyFound")}</p>
</#if>
</#if>
</@layout.page>
