<#ftl output_format="HTML" auto_esc=true>
<#import "gatehouse-admin-layout.ftl" as layout>
<@layout.page msg("gatehouseAdmin_page_section_logins")>
<p>${msg("gatehouseAdmin_page_loginsIntro")}</p>
<#if ofUser?has_content><p><bdi>${ofUser}</bdi> <a href="${action}">${msg("gatehouseAdmin_page_loginsOfAll")}</a></p></#if>
<#if !savesEvents || missing?has_content><@layout.problem msg("gatehouseAdmin_page_eventsMissing", missing?join(", "))/></#if>
<#if logins?has_content>
<ol class="findings" id="logins">
<#list logins as login>
  <li class="finding">
    <h2><#if login.userUrl?has_content><a href="${login.userUrl}"><bdi>${login.username}</bdi></a><#else>${msg("gatehouseAdmin_page_someUser")}</#if></h2>
    <p><strong>${login.verdict}</strong> · ${login.state} · <@layout.time login.at/></p>
    <p><#if login.app?has_content><bdi>${login.app}</bdi> · </#if><#if login.country?has_content>${login.country} · </#if><bdi dir="ltr">${login.address}</bdi></p>
    <#if login.score?has_content><p>${msg("gatehouseAdmin_page_scoreOf", login.score, login.threshold)}</p></#if>
    <#if login.reasons?has_content><ul class="plain"><#list login.reasons as reason><li>${reason.text}<#if reason.nats?has_content> <span class="help" dir="ltr">${reason.nats}</span></#if></li></#list></ul></#if>
    <#if login.label?has_content><p><strong>${msg("gatehouseAdmin_page_label_" + login.label)}</strong></p></#if>
    <#if login.mayLabel>
    <form method="post" action="${action}" class="buttons"><@layout.tokenField/>
      <input type="hidden" name="event" value="${login.event}">
      <#if login.label != "it_was_them"><button type="submit" name="label" value="it_was_them">${msg("gatehouseAdmin_page_label_it_was_them")}<span class="unseen">: ${login.username} ${login.at.text}</span></button></#if>
      <#if login.label != "it_was_not"><button type="submit" name="label" value="it_was_not">${msg("gatehouseAdmin_page_label_it_was_not")}<span class="unseen">: ${login.username} ${login.at.text}</span></button></#if>
      <#if login.label?has_content><button type="submit" name="label" value="withdraw">${msg("gatehouseAdmin_page_label_withdraw")}<span class="unseen">: ${login.username} ${login.at.text}</span></button></#if>
    </form>
    </#if>
  </li>
</#list>
</ol>
<#else>
<p>${msg("gatehouseAdmin_page_noLogins")}</p>
</#if>
<#if next?has_content><p class="buttons"><a class="button" href="${next}">${msg("gatehouseAdmin_page_older")}</a></p></#if>
</@layout.page>
