<#ftl output_format="HTML" auto_esc=true>
<#import "gatehouse-admin-layout.ftl" as layout>
<@layout.page msg("gatehouseAdmin_page_message")>
<@layout.problem text textLanguage!""/>
</@layout.page>
