<#import "template.ftl" as layout>
<#import "texts.ftl" as texts>
<@layout.registrationLayout; section>
<#if section = "header">
<@texts.say "gatehouseOrganizationTitle"/>
<#elseif section = "form">
<form id="kc-user-organizations" action="${url.loginAction}" method="post">
  <p>${msg("organization.select")}</p>
  <ul class="gh-list">
    <#list user.organizations as organization>
    <li><button type="submit" id="organization-${organization.alias}" class="gh-button" name="kc.org" value="${organization.alias!}"><bdi>${organization.name!}</bdi></button></li>
    </#list>
  </ul>
</form>
</#if>
</@layout.registrationLayout>
