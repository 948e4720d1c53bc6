<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
<#if section = "header">
${msg("frontchannel-logout.title")}
<#elseif section = "form">
<p>${msg("frontchannel-logout.message")}</p>
<ul>
  <#list logout.clients as app>
  <li><bdi>${app.name}</bdi><iframe src="${app.frontChannelLogoutUrl}" title="${app.name}" hidden></iframe></li>
  </#list>
</ul>
<#if logout.logoutRedirectUri?has_content>
<a id="continue" class="gh-button gh-primary" href="${logout.logoutRedirectUri}" data-goes-on>${msg("doContinue")}</a>
</#if>
</#if>
</@layout.registrationLayout>
