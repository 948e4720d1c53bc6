<#-- The rules for a new password, before it is typed. Where Gatehouse's JARs are installed they list the rules; else those of Keycloak's policies are listed that it tells. -->
<#import "texts.ftl" as texts>

<#function known>
  <#local listed = []>
  <#list ["length", "maxLength", "lowerCase", "upperCase", "digits", "specialChars"] as name>
    <#local count = (passwordPolicies[name])!-1>
    <#if count gt 0><#local listed += [msg("gatehouseRule_" + name, count)]></#if>
  </#list>
  <#return listed>
</#function>

<#macro list for>
<#local rules = (gatehouseRules![])?has_content?then(gatehouseRules![], known())>
<div id="gatehouse-rules" class="gh-rules" data-for="${for}" data-rules="${gatehouseRuleData!""}" data-address="${url.loginUrl?keep_before("/login-actions")}/gatehouse-password-rules"
  data-met="${msg("gatehouseRuleMet")}" data-missing="${msg("gatehouseRuleMissing")}" data-all-met="${msg("gatehouseRulesMet")}" data-all-missing="${msg("gatehouseRulesMissing")}">
  <p<#if !rules?has_content> hidden</#if>><@texts.say "gatehouseRules"/></p>
  <ul><#list rules as rule><li>${rule}</li></#list></ul>
</div>
<p class="gh-unseen" role="status" id="gatehouse-rules-status"></p>
<script type="module" src="${url.resourcesPath}/js/new-password.js"></script>
</#macro>

<#-- What pages for keycloak.v2 call. -->
<#macro templates></#macro>
<#macro script field=""></#macro>
