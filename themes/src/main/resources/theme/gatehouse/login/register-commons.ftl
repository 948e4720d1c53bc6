<#import "field.ftl" as field>

<#function offered>
  <#return realm.password && realm.registrationAllowed && !registrationDisabled??>
</#function>

<#macro offer>
<#if offered()><p id="kc-registration">${msg("noAccount")} <a href="${url.registrationUrl}">${msg("doRegister")}</a></p></#if>
</#macro>

<#macro termsAcceptance>
<#if termsAcceptanceRequired??>
<h2>${msg("termsTitle")}</h2>
<div id="kc-registration-terms-text">${kcSanitize(msg("termsText"))?no_esc}</div>
<@field.checkbox name="termsAccepted" label=msg("acceptTerms") required=true error=messagesPerField.getFirstError("termsAccepted")/>
</#if>
</#macro>
