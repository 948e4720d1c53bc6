<#import "template.ftl" as layout>
<#import "texts.ftl" as texts>
<@layout.registrationLayout; section>
<#if section = "header">
<@texts.say "gatehouseCertificateTitle"/>
<#elseif section = "form">
<form id="kc-x509-login-info" action="${url.loginAction}" method="post">
  <dl>
    <dt>${msg("clientCertificate")}</dt>
    <dd id="certificate_subjectDN"><bdi><#if x509.formData.subjectDN??>${x509.formData.subjectDN}<#else>${msg("noCertificate")}</#if></bdi></dd>
    <#if x509.formData.isUserEnabled??>
    <dt>${msg("doX509Login")}</dt>
    <dd id="username"><bdi>${x509.formData.username!""}</bdi></dd>
    </#if>
  </dl>
  <div class="gh-buttons">
    <button type="submit" id="kc-login" class="gh-button gh-primary" name="login">${msg("doContinue")}</button>
    <#if x509.formData.isUserEnabled??><button type="submit" id="kc-cancel" class="gh-button" name="cancel">${msg("doIgnore")}</button></#if>
  </div>
</form>
</#if>
</@layout.registrationLayout>
