<#ftl output_format="HTML" auto_esc=true>
<#import "gatehouse-admin-layout.ftl" as layout>
<@layout.page msg("gatehouseAdmin_page_section_what-if")>
<p>${msg("gatehouseAdmin_page_whatIfIntro")}</p>
<#if problem?has_content><@layout.problem problem/></#if>
<#if answer??>
<section class="answer" aria-labelledby="verdict" id="answer">
<h2 id="verdict">${msg("gatehouseAdmin_page_verdict_" + answer.verdict())}</h2>
<p>${answer.whyText()}</p>
<#if answer.causes()?has_content>
<h3>${msg("gatehouseAdmin_page_causes")}</h3>
<ul class="plain"><#list answer.causes() as cause><li>${cause.text()}</li></#list></ul>
</#if>
<#if answer.risk()??>
<h3>${msg("gatehouseAdmin_page_score")}</h3>
<p>${msg("gatehouseAdmin_page_scoreOf", score, threshold)}</p>
<#if terms?has_content>
<div class="wide" tabindex="0" role="region" aria-label="${msg("gatehouseAdmin_page_score")}">
<table><thead><tr><th scope="col">${msg("gatehouseAdmin_page_term")}</th><th scope="col">${msg("gatehouseAdmin_page_nats")}</th></tr></thead>
<tbody><#list terms as term><tr><th scope="row">${term.text}</th><td class="number" dir="ltr">${term.nats}</td></tr></#list></tbody></table></div>
</#if>
</#if>
<dl>
  <#if answer.factors()?has_content><dt>${msg("gatehouseAdmin_page_offered")}</dt><dd><#list answer.factors() as factor>${msg("gatehouseAdmin_page_factor_" + factor)}<#sep>, </#list></dd></#if>
  <dt>${msg("gatehouseAdmin_mode")}</dt><dd>${msg("gatehouseAdmin_page_mode_" + answer.mode().inForce())}</dd>
  <dt>${msg("gatehouseAdmin_page_flow")}</dt><dd><bdi>${answer.flow()!msg("gatehouseAdmin_page_unknownFlow")}</bdi></dd>
</dl>
</section>
</#if>
<form method="get" action="${action}" class="fields">
  <#if realmParameter?has_content><input type="hidden" name="realm" value="${realmParameter}"></#if>
  <p><label for="user">${msg("gatehouseAdmin_page_whatIfUser")}</label>
  <input id="user" name="user" required value="${user}" autocomplete="off" autocapitalize="none" spellcheck="false" dir="auto" aria-describedby="user-help">
  <span id="user-help" class="help">${msg("gatehouseAdmin_page_whatIfUser_help")}</span></p>
  <p><label for="address">${msg("gatehouseAdmin_page_whatIfAddress")}</label>
  <input id="address" name="address" required value="${address}" autocomplete="off" spellcheck="false" dir="ltr"></p>
  <p><label for="userAgent">${msg("gatehouseAdmin_page_whatIfUserAgent")}</label>
  <input id="userAgent" name="userAgent" maxlength="512" value="${userAgent}" autocomplete="off" spellcheck="false" dir="ltr" aria-describedby="agent-help">
  <span id="agent-help" class="help">${msg("gatehouseAdmin_page_whatIfUserAgent_help")}</span></p>
  <p><label for="client">${msg("gatehouseAdmin_page_whatIfApp")}</label>
  <input id="client" name="client" required list="apps" value="${client}" autocomplete="off" spellcheck="false" dir="auto"></p>
  <datalist id="apps"><#list apps as app><option value="${app}"></option></#list></datalist>
  <p><label for="device">${msg("gatehouseAdmin_page_whatIfDevice")}</label>
  <select id="device" name="device"><#list ["unknown", "known", "seen", "replayed"] as one><option value="${one}"<#if one == device> selected</#if>>${msg("gatehouseAdmin_page_device_" + one)}</option></#list></select></p>
  <details<#if via?has_content && via != "browser" || provider?has_content || acr?has_content || proven?has_content> open</#if>><summary>${msg("gatehouseAdmin_page_whatIfMore")}</summary>
  <p><label for="via">${msg("gatehouseAdmin_page_whatIfVia")}</label>
  <select id="via" name="via"><#list ["browser", "direct-grant"] as one><option value="${one}"<#if one == via> selected</#if>>${msg("gatehouseAdmin_page_via_" + one)}</option></#list></select></p>
  <p><label for="provider">${msg("gatehouseAdmin_page_whatIfProvider")}</label>
  <input id="provider" name="provider" value="${provider}" autocomplete="off" aria-describedby="provider-help" dir="auto">
  <span id="provider-help" class="help">${msg("gatehouseAdmin_page_whatIfProvider_help")}</span></p>
  <p><label for="acr">${msg("gatehouseAdmin_page_whatIfAcr")}</label>
  <input id="acr" name="acr" value="${acr}" autocomplete="off" dir="auto"></p>
  <p><label class="choice"><input type="checkbox" name="proven" value="true"<#if proven == "true"> checked</#if>> ${msg("gatehouseAdmin_page_whatIfProven")}</label></p>
  </details>
  <p class="buttons"><button class="primary" type="submit">${msg("gatehouseAdmin_page_whatIfAsk")}</button></p>
</form>
</@layout.page>
