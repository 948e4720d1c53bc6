<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<@layout.registrationLayout; section>
<#if section = "header">
<#if code.success>${msg("codeSuccessTitle")}<#else>${msg("codeErrorTitle", code.error)}</#if>
<#elseif section = "form">
<#if code.success>
<p>${msg("copyCodeInstruction")}</p>
<@field.clipboard name="code" label=msg("codeSuccess") value=code.code/>
<#else>
<p id="error" role="alert">${code.error}</p>
</#if>
</#if>
</@layout.registrationLayout>
