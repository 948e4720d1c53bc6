<#-- The rules for a new password, before it is typed. If Gatehouse's JARs are installed, they list the rules; otherwise those policies are listed that Keycloak passes to the page. -->
<#import "texts.ftl" as texts>

<#function known>
  <#local listed = []>
  <#list ["length", "maxLength", "lowerCase", "upperCase", "digits", "specialChars"] as name>
    <#local count = (passwordPolicies[name])!-1>
    <#if count gt 0><#local listed += [msg("gatehousePolicy_" + name, count?c)]></#if>
  </#list>
  <#return listed>
</#function>

<#-- The attribute passwordrules, by which password managers make passwords that are accepted. -->
<#function forManagers>
  <#if (gatehouseRulesForManagers!"")?has_content><#return gatehouseRulesForManagers></#if>
  <#local said = "">
  <#list {"length": "minlength: #;", "maxLength": "maxlength: #;", "lowerCase": "required: lower;", "upperCase": "required: upper;", "digits": "required: digit;", "specialChars": "required: special;"} as name, rule>
    <#local count = (passwordPolicies[name])!-1>
    <#if count gt 0><#local said += " " + rule?replace("#", count?c)></#if>
  </#list>
  <#return said?trim>
</#function>

<#macro list for>
<#local rules = (gatehouseRules![])?has_content?then(gatehouseRules![], known())>
<div id="gatehouse-rules" class="gh-rules" data-for="${for}" data-rules="${gatehouseRuleData!""}" data-address="${url.loginUrl?keep_before("/login-actions")}/gatehouse-password-rules"
  data-met="${msg("gatehousePasswordRuleMet")}" data-missing="${msg("gatehousePasswordRuleMissing")}" data-all-met="${msg("gatehousePasswordRulesMet")}" data-all-missing="${msg("gatehousePasswordRulesMissing")}">
  <p<#if !rules?has_content> hidden</#if>><@texts.say "gatehousePasswordMust"/></p>
  <ul><#list rules as rule><li>${rule}</li></#list></ul>
</div>
<p class="gh-unseen" role="status" id="gatehouse-rules-status"></p>
</#macro>

<#-- The macro that pages for keycloak.v2 call. -->
<#macro templates></#macro>
<#macro script field=""></#macro>
