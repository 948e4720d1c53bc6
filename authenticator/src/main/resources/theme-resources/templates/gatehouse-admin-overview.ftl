<#ftl output_format="HTML" auto_esc=true>
<#import "gatehouse-admin-layout.ftl" as layout>
<@layout.page msg("gatehouseAdmin_page_section_overview")>
</@layout.page>
