<#ftl output_format="HTML" auto_esc=true>
<#import "gatehouse-admin-layout.ftl" as layout>
<@layout.page msg("gatehouseAdmin_page_lastDays", length?c)>
<p><#list lengths as one><#if one.days == length><strong aria-current="true">${msg("gatehouseAdmin_page_days", one.days?c)}</strong><#else><a href="${one.url}">${msg("gatehouseAdmin_page_days", one.days?c)}</a></#if><#sep> · </#list></p>
<p>${msg("gatehouseAdmin_page_mailsWaiting", waiting)}</p>
<div class="plots">
<#list plots as plot><@layout.plot plot/></#list>
</div>
</@layout.page>
