<#ftl output_format="HTML" auto_esc=true>
<#import "gatehouse-admin-layout.ftl" as layout>
<@layout.page msg("gatehouseAdmin_page_section_enforcement")>
<p class="state"><strong>${msg("gatehouseAdmin_page_mode_" + modeInForce)}</strong>
<#if modeInForce == "enforce"> ${msg("gatehouseAdmin_page_scope_" + scope)}</#if>
<#if fromInForce?has_content> ${msg("gatehouseAdmin_page_everybodyFrom")} <@layout.time fromInForce/></#if></p>
<#if !isEnabled><p class="problem">${msg("gatehouseAdmin_page_gateOff")}</p></#if>
<#list problems as text><@layout.problem text/></#list>
<#if mayManage && isRegistered>
<form method="post" action="${action}" class="fields"><@layout.tokenField/>
  <fieldset>
    <legend>${msg("gatehouseAdmin_mode")}</legend>
    <#list modes as one>
    <label class="choice"><input type="radio" name="mode" value="${one}"<#if one == mode> checked</#if>> ${msg("gatehouseAdmin_page_mode_" + one)}</label>
    </#list>
  </fieldset>
  <p><label for="pilot">${msg("gatehouseAdmin_pilot")}</label>
  <textarea id="pilot" name="pilot" rows="2" aria-describedby="pilot-help" dir="auto">${pilot}</textarea>
  <span id="pilot-help" class="help">${msg("gatehouseAdmin_pilot_help")}</span></p>
  <p><label for="from">${msg("gatehouseAdmin_enforceFrom")}</label>
  <input id="from" name="from" type="datetime-local" value="${from}" aria-describedby="from-help">
  <input type="hidden" name="zone" value="${zone}">
  <span id="from-help" class="help">${msg("gatehouseAdmin_page_fromHelp", zone)}</span></p>
  <p><label for="targetRate">${msg("gatehouseAdmin_targetRate")}</label>
  <input id="targetRate" name="targetRate" inputmode="decimal" value="${targetRate}" aria-describedby="rate-help" dir="ltr">
  <span id="rate-help" class="help">${msg("gatehouseAdmin_targetRate_help")}</span></p>
  <#if !isFresh><p class="hint">${msg("gatehouseAdmin_page_needsFreshLogin")} <a href="${signIn}">${msg("gatehouseAdmin_page_signInAgain")}</a></p></#if>
  <p class="buttons"><button class="primary" type="submit">${msg("gatehouseAdmin_page_save")}</button></p>
</form>
<#else>
<dl>
  <dt>${msg("gatehouseAdmin_pilot")}</dt><dd>${pilot?has_content?then(pilot, "\x2013")}</dd>
  <dt>${msg("gatehouseAdmin_targetRate")}</dt><dd>${targetRate}</dd>
</dl>
</#if>
</@layout.page>
