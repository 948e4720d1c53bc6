<#-- The rules for a new password, before it is typed. -->
<#macro list for>
<#local rules = []>
<#list [["length", "gatehouseRuleLength"], ["maxLength", "gatehouseRuleMaxLength"], ["lowerCase", "gatehouseRuleLowerCase"], ["upperCase", "gatehouseRuleUpperCase"], ["digits", "gatehouseRuleDigits"], ["specialChars", "gatehouseRuleSpecialChars"]] as rule>
  <#local count = (passwordPolicies[rule[0]])!-1>
  <#if count gt 0><#local rules += [{"name": rule[0], "text": msg(rule[1], count)}]></#if>
</#list>
</#macro>
<#macro templates></#macro>
<#macro script field=""></#macro>
