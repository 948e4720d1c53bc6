<#import "texts.ftl" as texts>
<#macro choose title credentials selected>
<fieldset class="gh-group">
  <legend><#if title?starts_with("gatehouse")><@texts.say title/><#else>${msg(title)}</#if></legend>
  <#list credentials as credential>
  <div class="gh-choice">
    <input type="radio" id="kc-otp-credential-${credential?index}" name="selectedCredentialId" value="${credential.id}"<#if credential.id == selected> checked</#if>>
    <label for="kc-otp-credential-${credential?index}"><bdi>${credential.userLabel?has_content?then(credential.userLabel, msg("otp-display-name"))}</bdi></label>
  </div>
  </#list>
</fieldset>
</#macro>
