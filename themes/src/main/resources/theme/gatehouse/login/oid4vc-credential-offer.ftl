<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("credentialOffer"); section>
<#if section = "header">
${msg("credentialOfferTitle", credentialDisplayName)}
<#elseif section = "form">
<p>${msg("credentialOfferStep1", credentialDisplayName)}</p>
<img id="kc-credential-offer-qr-code" class="gh-qr" src="data:image/png;base64, ${credentialOffer.qrCode}" alt="${msg("gatehouseQrCode")}">
<p id="kc-credential-offer-uri"><a href="${credentialOffer.uri}" id="credential-offer-uri-link">${msg("credentialOfferUri")}</a></p>
<p>${msg("credentialOfferStep2", credentialDisplayName)}</p>
<form id="kc-cred-offer-settings-form" action="${url.loginAction}" method="post" novalidate>
  <div class="gh-buttons">
    <button type="submit" id="continue-vc-offer" class="gh-button gh-primary">${msg("doContinue")}</button>
    <#if !skipCancelButton??><button type="submit" id="cancel-vc-offer" class="gh-button" name="cancel-aia" value="true">${msg("doCancel")}</button></#if>
  </div>
</form>
</#if>
</@layout.registrationLayout>
