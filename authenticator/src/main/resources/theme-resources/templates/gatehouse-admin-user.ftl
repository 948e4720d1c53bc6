<#ftl output_format="HTML" auto_esc=true>
<#import "gatehouse-admin-layout.ftl" as layout>
<@layout.page login>
<#if problem?has_content><@layout.problem problem/></#if>
<#if pass?has_content>
<section class="pass" aria-labelledby="pass-title">
  <h2 id="pass-title">${msg("gatehouseAdmin_page_passTitle")}</h2>
  <p><output id="pass" dir="ltr">${pass}</output></p>
  <p>${msg("gatehouseAdmin_page_passOnce")} <@layout.time passUntil/></p>
</section>
</#if>
<dl class="facts">
  <dt>${msg("gatehouseAdmin_page_name")}</dt><dd><bdi>${name?has_content?then(name, "\x2013")}</bdi></dd>
  <dt>${msg("gatehouseAdmin_page_email")}</dt><dd><bdi>${email?has_content?then(email, "\x2013")}</bdi></dd>
  <dt>${msg("gatehouseAdmin_page_state")}</dt><dd>
    <#if !enabled>${msg("gatehouseAdmin_page_disabled")}<#elseif lockedForGood>${msg("gatehouseAdmin_page_lockedForGood")}<#elseif lockedUntil?has_content>${msg("gatehouseAdmin_page_lockedUntil")} <@layout.time lockedUntil/><#else>${msg("gatehouseAdmin_page_enabled")}</#if><#if privileged>, ${msg("gatehouseAdmin_page_privileged")}</#if></dd>
  <dt>${msg("gatehouseAdmin_page_sessions")}</dt><dd>${sessions?c}</dd>
  <dt>${msg("gatehouseAdmin_page_challenges")}</dt><dd>${history.asked()?c}</dd>
</dl>
<section aria-labelledby="help-title">
<h2 id="help-title">${msg("gatehouseAdmin_page_help")}</h2>
<#if permission == "GRANTED">
<form method="post" action="${action}" class="fields"><@layout.tokenField/>
  <p><label for="reason">${msg("gatehouseAdmin_page_reason")}</label>
  <input id="reason" name="reason" required maxlength="300" value="${reason}" autocomplete="off" dir="auto" aria-describedby="reason-help">
  <span id="reason-help" class="help">${msg("gatehouseAdmin_page_reasonHelp")}</span></p>
  <#if !isFresh><p class="hint">${msg("gatehouseAdmin_page_needsFreshLogin")} <a class="button" href="${signIn}">${msg("gatehouseAdmin_page_signInAgain")}</a></p></#if>
  <ul class="acts">
  <#list acts as act>
    <li><button type="submit" name="act" value="${act}" aria-describedby="act-${act}"<#if freshActs?seq_contains(act) && !isFresh> disabled</#if>>${msg("gatehouseAdmin_page_act_" + act)}</button> <span id="act-${act}" class="help">${msg("gatehouseAdmin_page_act_" + act + "_help")}</span></li>
  </#list>
  </ul>
</form>
<#else>
<p>${msg("gatehouseAdmin_page_permission_" + permission)}</p>
</#if>
</section>
<#if loginsUrl?has_content><p><a href="${loginsUrl}">${msg("gatehouseAdmin_page_loginsOfUser")}</a></p></#if>
<section aria-labelledby="history-title">
<h2 id="history-title">${msg("gatehouseAdmin_page_history")}</h2>
<p>${msg("gatehouseAdmin_page_historyState_" + history.state())}</p>
<#list [["countries", history.countries()], ["providers", history.providers()], ["browsers", history.browsers()]] as kind>
<#if kind[1]?has_content>
<h3>${msg("gatehouseAdmin_page_" + kind[0])}</h3>
<ul class="plain"><#list kind[1] as seen><li><bdi>${seen.name()}</bdi> <span class="help">${seen.logins()}</span></li></#list></ul>
</#if>
</#list>
<#if history.devices()?has_content>
<h3>${msg("gatehouseAdmin_page_devices")}</h3>
<ul class="plain"><#list history.devices() as device><li><bdi>${device.name()!"\x2013"}</bdi><#if device.since()??> <span class="help">${device.since()}</span></#if></li></#list></ul>
</#if>
</section>
<section aria-labelledby="factors-title">
<h2 id="factors-title">${msg("gatehouseAdmin_page_factors")}</h2>
<#if factors?has_content>
<ul class="plain"><#list factors as factor><li>${factor.type} <bdi>${factor.label}</bdi> <@layout.time factor.since/></li></#list></ul>
<#else>
<p>${msg("gatehouseAdmin_page_noFactors")}</p>
</#if>
</section>
</@layout.page>
