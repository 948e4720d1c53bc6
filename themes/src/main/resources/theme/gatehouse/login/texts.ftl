<#-- Our messages, which may be missing in the page's language: then another language is used, and marked with lang. -->
<#function rightToLeft language>
  <#return ["ar", "fa", "he", "ur"]?seq_contains(language?keep_before("-"))>
</#function>

<#macro ours>
  <#local language = msg("gatehouseLanguage")>
  <#if language == lang><#nested><#else><span lang="${language}" dir="${rightToLeft(language)?then("rtl", "ltr")}"><#nested></span></#if><#t>
</#macro>

<#macro say key><@ours>${msg(key)}</@ours></#macro>
