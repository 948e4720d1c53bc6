<#-- Form fields, with the same parameters as in Keycloak's keycloak.v2. -->
<#import "problems.ftl" as problems>
<#import "texts.ftl" as texts>

<#macro label for text required=false>
<label for="${for}" class="gh-label">${text}<#if required> <span aria-hidden="true">*</span></#if></label>
</#macro>

<#macro problem id text anchor=id label="" only=false>
<#if text?has_content>
<p class="gh-field-error" id="input-error-${id}">${text}</p>
<#if only><#global gatehouseTold = true><#else><@problems.at anchor text label/></#if>
</#if>
</#macro>

<#-- The attributes of a field for screen readers. -->
<#macro state id error required=false hint=false invalid=error?has_content>
<#if invalid> aria-invalid="true"</#if><#if required> aria-required="true"</#if><#if error?has_content || hint> aria-describedby="<#if error?has_content>input-error-${id}<#if hint> </#if></#if><#if hint>hint-${id}</#if>"</#if><#t>
</#macro>

<#macro group name label error="" required=false only=false>
<div class="gh-field">
  <@.namespace.label for=name text=label required=required/>
  <@problem id=name text=error label=label only=only/>
  <#nested>
</div>
</#macro>

<#macro errorIcon error=""></#macro>

<#-- The only field of a page takes the focus when it is wrong, and its error stands at it alone: a summary would be read a second time. -->
<#macro input name label value="" required=false autocomplete="off" fieldName=name error=messagesPerField.get(fieldName) autofocus=false type="text" inputmode="" dir="" hint="" enterkey="" invalid=error?has_content only=false>
<@group name=name label=label error=error required=required only=only>
  <#if hint?has_content><p class="gh-hint" id="hint-${name}">${hint}</p></#if>
  <input id="${name}" name="${name}" value="${value}" type="${type}" class="gh-input" autocomplete="${autocomplete}"<#if autofocus && (!problems.any() || (only && error?has_content))> autofocus</#if><#if inputmode?has_content> inputmode="${inputmode}"<#elseif autocomplete == "one-time-code"> inputmode="numeric"</#if><#if enterkey?has_content> enterkeyhint="${enterkey}"</#if><#if dir?has_content> dir="${dir}"</#if> autocapitalize="off" spellcheck="false"<@state id=name error=error required=required hint=hint?has_content invalid=invalid/>>
</@group>
</#macro>

<#macro password name label value="" required=false forgotPassword=false fieldName=name error=messagesPerField.get(fieldName) autocomplete="off" autofocus=false show="" rules="" enterkey="" invalid=error?has_content only=false>
<@group name=name label=label error=error required=required only=only>
  <input id="${name}" name="${name}" value="${value}" type="password" class="gh-input" dir="ltr" autocomplete="${autocomplete}"<#if rules?has_content> passwordrules="${rules}"</#if><#if enterkey?has_content> enterkeyhint="${enterkey}"</#if><#if autofocus && (!problems.any() || (only && error?has_content))> autofocus</#if><@state id=name error=error required=required invalid=invalid/>>
  <div class="gh-under">
    <button type="button" class="gh-link" hidden data-password-toggle aria-controls="${name}" aria-pressed="false" id="${name}-show-password"><#if show?has_content>${show}<#else>${msg("showPassword")}</#if></button>
    <#if forgotPassword><a id="gatehouse-forgot-password" href="${url.loginResetCredentialsUrl}">${msg("doForgotPassword")}</a></#if>
  </div>
  <#nested>
</@group>
</#macro>

<#-- For password managers: whose password it is. It has no name, so it is not sent. -->
<#macro owner>
<input type="text" autocomplete="username" value="${(auth.attemptedUsername)!""}" readonly hidden>
</#macro>

<#macro clipboard name label ariaLabel=label value="" readonly=true>
<div class="gh-field">
  <label for="${name}" class="gh-label"><#if label?has_content>${label}<#else>${ariaLabel}</#if></label>
  <input id="${name}" name="${name}" value="${value}" type="text" class="gh-input gh-code" dir="ltr"<#if readonly> readonly</#if>>
  <button type="button" class="gh-link" hidden id="kc-${name}-copy-button" data-copies="${name}" data-done="${msg("code-copy-success")}" data-failed="${msg("code-copy-failure")}">${msg("code-copy-label")}</button>
</div>
</#macro>

<#macro checkbox name label value=false required=false error="" enables="">
<div class="gh-field">
  <@problem name error/>
  <div class="gh-choice">
    <input type="checkbox" id="${name}" name="${name}" value="on"<#if value> checked</#if><#if enables?has_content> data-enables="${enables}"</#if><@state id=name error=error required=required/>>
    <label for="${name}">${label}<#if required> <span aria-hidden="true">*</span></#if></label>
  </div>
</div>
</#macro>

<#-- The field in which users identify themselves. -->
<#function whoLabel>
  <#if !realm.loginWithEmailAllowed><#return msg("username")></#if>
  <#return realm.registrationEmailAsUsername?then(msg("email"), msg("usernameOrEmail"))>
</#function>

<#-- The keyboard of that field: names that are always addresses need the one for addresses. -->
<#function whoKeyboard>
  <#return (realm.loginWithEmailAllowed && realm.registrationEmailAsUsername)?then("email", "")>
</#function>
