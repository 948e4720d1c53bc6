<#-- Validation errors: shown at each field, and all together at the top. The fields come first, because a page is rendered from the inside. -->
<#import "texts.ftl" as texts>

<#macro at field text label="">
  <#global gatehouseFieldProblems = (gatehouseFieldProblems![]) + [{"field": field, "text": text, "label": label}]>
</#macro>

<#-- Some messages do not name their field. -->
<#function ambiguous text>
  <#return (gatehouseFieldProblems![])?filter(problem -> problem.text == text)?size gt 1>
</#function>

<#function any>
  <#return (gatehouseFieldProblems![])?has_content || (gatehouseTold!false)>
</#function>

<#-- Takes the focus, so that it is read and seen first, even without a script. -->
<#macro summary text="">
  <div class="gh-error" role="alert" tabindex="-1" autofocus id="gatehouse-problems">
    <h2><@texts.say "gatehouseProblem"/></h2>
    <#if text?has_content><p class="kc-feedback-text">${text}</p></#if>
    <#if gatehouseFieldProblems?has_content>
    <ul>
      <#list gatehouseFieldProblems as problem><li><a href="#${problem.field}"><#if ambiguous(problem.text) && problem.label?has_content>${problem.label}: </#if>${problem.text}</a></li></#list>
    </ul>
    </#if>
  </div>
</#macro>
