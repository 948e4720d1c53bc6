<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<#import "password-commons.ftl" as passwordCommons>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("totp", "userLabel"); section>
<#if section = "header">
${msg("loginTotpTitle")}
<#elseif section = "form">
<ol id="kc-totp-settings" class="gh-steps">
  <li>
    <p>${msg("loginTotpStep1")}</p>
    <ul id="kc-totp-supported-apps"><#list totp.supportedApplications as app><li>${msg(app)}</li></#list></ul>
  </li>
  <#if (mode!"") == "manual">
  <li>
    <p>${msg("loginTotpManualStep2")}</p>
    <p><bdi id="kc-totp-secret-key" class="gh-code" dir="ltr">${totp.totpSecretEncoded}</bdi></p>
    <p><a href="${totp.qrUrl}" id="mode-barcode">${msg("loginTotpScanBarcode")}</a></p>
  </li>
  <li>
    <p>${msg("loginTotpManualStep3")}</p>
    <ul>
      <li id="kc-totp-type">${msg("loginTotpType")}: ${msg("loginTotp." + totp.policy.type)}</li>
      <li id="kc-totp-algorithm">${msg("loginTotpAlgorithm")}: <bdi>${totp.policy.getAlgorithmKey()}</bdi></li>
      <li id="kc-totp-digits">${msg("loginTotpDigits")}: ${totp.policy.digits?c}</li>
      <#if totp.policy.type == "totp">
      <li id="kc-totp-period">${msg("loginTotpInterval")}: ${totp.policy.period?c}</li>
      <#else>
      <li id="kc-totp-counter">${msg("loginTotpCounter")}: ${totp.policy.initialCounter?c}</li>
      </#if>
    </ul>
  </li>
  <#else>
  <li>
    <p>${msg("loginTotpStep2")}</p>
    <img id="kc-totp-secret-qr-code" class="gh-qr" src="data:image/png;base64, ${totp.totpSecretQrCode}" alt="${msg("gatehouseQrCode")}">
    <p><a href="${totp.manualUrl}" id="mode-manual">${msg("loginTotpUnableToScan")}</a></p>
  </li>
  </#if>
  <li>
    <p>${msg("loginTotpStep3")}</p>
    <p>${msg("loginTotpStep3DeviceName")}</p>
  </li>
</ol>
<form id="kc-totp-settings-form" action="${url.loginAction}" method="post" novalidate>
  <@field.input name="totp" label=msg("authenticatorCode") required=true autocomplete="one-time-code" dir="ltr"/>
  <input type="hidden" id="totpSecret" name="totpSecret" value="${totp.totpSecret}">
  <#if mode??><input type="hidden" id="mode" name="mode" value="${mode}"></#if>
  <@field.input name="userLabel" label=msg("loginTotpDeviceName") required=(totp.otpCredentials?size gte 1)/>
  <@passwordCommons.logoutOtherSessions/>
  <@buttons.submitOrCancel id="saveTOTPBtn" cancel="cancelTOTPBtn"/>
</form>
</#if>
</@layout.registrationLayout>
