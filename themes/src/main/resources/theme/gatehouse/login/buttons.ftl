<#-- Buttons, with the same parameters as in Keycloak's keycloak.v2. -->
<#macro actionGroup horizontal=false>
<div class="gh-buttons"><#nested></div>
</#macro>

<#macro button label id="" name="" type="primary" fullWidth=true class=[] value="" extra...>
<button type="submit" class="gh-button<#if type == "primary"> gh-primary</#if>"<#if id?has_content> id="${id}"</#if><#if name?has_content> name="${name}"</#if><#if value?has_content> value="${value}"<#elseif name == "cancel-aia"> value="true"</#if><#list extra as attribute, text> ${attribute}<#if text?has_content>="${text}"</#if></#list>>${msg(label)}</button>
</#macro>

<#macro buttonLink href label id="" class=[]>
<a<#if id?has_content> id="${id}"</#if> href="${href}" class="gh-button">${msg(label)}</a>
</#macro>

<#macro loginButton label="doLogIn">
<@actionGroup><@button id="kc-login" name="login" label=label/></@actionGroup>
</#macro>

<#-- Submits the form of a required action; a user who chose the action may cancel it. -->
<#macro submitOrCancel id="kc-submit" label="doSubmit" cancel="kc-cancel" name="">
<@actionGroup>
  <@button id=id label=label name=name/>
  <#if isAppInitiatedAction??><@button id=cancel label="doCancel" name="cancel-aia" type="secondary" formnovalidate=""/></#if>
</@actionGroup>
</#macro>
