<#-- The fields of the realm's user profile, with the annotations that Keycloak documents for them. -->
<#import "field.ftl" as field>

<#macro userProfileFormFields>
<#assign currentGroup = "">
<#list profile.attributes as attribute>
<#if attribute.name == "locale" && realm.internationalizationEnabled && (locale.currentLanguageTag)?has_content>
<input type="hidden" id="locale" name="locale" value="${locale.currentLanguageTag}">
<#else>
<@groupHead attribute/>
<#nested "beforeField", attribute>
<#assign error = messagesPerField.get(attribute.name)>
<#if isChoice(attribute)>
<fieldset class="gh-group">
  <legend>${advancedMsg(attribute.displayName!attribute.name)}<@star attribute/></legend>
  <@field.problem id=attribute.name text=error anchor=attribute.name/>
  <@help attribute "Before"/>
  <div id="${attribute.name}" tabindex="-1"><@choices attribute error/></div>
  <@help attribute "After"/>
</fieldset>
<#else>
<@field.group name=attribute.name label=advancedMsg(attribute.displayName!attribute.name) error=error required=attribute.required>
  <@help attribute "Before"/>
  <@inputFieldByType attribute error/>
  <@help attribute "After"/>
</@field.group>
</#if>
<#nested "afterField", attribute>
</#if>
</#list>
<#list profile.html5DataAnnotations?keys as key>
<script type="module" src="${url.resourcesPath}/js/${key}.js"></script>
</#list>
</#macro>

<#macro star attribute><#if attribute.required> <span aria-hidden="true">*</span></#if></#macro>

<#macro groupHead attribute>
<#local group = (attribute.group)!"">
<#if group?is_hash && (group.name)?? && group.name != currentGroup>
<#assign currentGroup = group.name>
<div<@data group/>>
  <h2 id="header-${group.name}"><#if group.displayHeader?has_content>${advancedMsg(group.displayHeader)!group.name}<#else>${group.name}</#if></h2>
  <#if group.displayDescription?has_content><p id="description-${group.name}" class="gh-quiet">${advancedMsg(group.displayDescription)!""}</p></#if>
</div>
</#if>
</#macro>

<#macro data of><#list (of.html5DataAnnotations)!{} as key, value> data-${key}="${value}"</#list></#macro>

<#macro help attribute where>
<#local text = (attribute.annotations["inputHelperText" + where])!"">
<#if text?has_content><div class="gh-hint" id="form-help-text-${where?lower_case}-${attribute.name}">${kcSanitize(advancedMsg(text))?no_esc}</div></#if>
</#macro>

<#function isChoice attribute>
  <#return ["select-radiobuttons", "multiselect-checkboxes"]?seq_contains((attribute.annotations.inputType)!"")>
</#function>

<#function options attribute>
  <#local from = (attribute.annotations.inputOptionsFromValidation)!"options">
  <#return (attribute.validators[from].options)!(attribute.validators.options.options)![]>
</#function>

<#macro described attribute error>
<#local ids = []>
<#if error?has_content><#local ids += ["input-error-" + attribute.name]></#if>
<#list ["Before", "After"] as where><#if (attribute.annotations["inputHelperText" + where])?has_content><#local ids += ["form-help-text-" + where?lower_case + "-" + attribute.name]></#if></#list>
<#if ids?has_content> aria-describedby="${ids?join(" ")}"</#if><#if error?has_content> aria-invalid="true"</#if><#if attribute.required> aria-required="true"</#if><#if attribute.readOnly> disabled</#if><#t>
</#macro>

<#macro inputFieldByType attribute error="">
<#switch (attribute.annotations.inputType)!"">
<#case "textarea">
<textarea id="${attribute.name}" name="${attribute.name}" class="gh-input"<@described attribute error/><@annotated attribute {"inputTypeCols": "cols", "inputTypeRows": "rows", "inputTypeMaxlength": "maxlength"}/>>${attribute.value!""}</textarea>
<#break>
<#case "select">
<#case "multiselect">
<select id="${attribute.name}" name="${attribute.name}" class="gh-input"<@described attribute error/><#if attribute.annotations.inputType == "multiselect"> multiple</#if><@annotated attribute {"inputTypeSize": "size"}/>>
  <#if attribute.annotations.inputType == "select"><option value=""></option></#if>
  <#list options(attribute) as option><option value="${option}"<#if attribute.values?seq_contains(option)> selected</#if>>${optionLabel(attribute, option)}</option></#list>
</select>
<#break>
<#default>
<#if attribute.multivalued && attribute.values?has_content>
<#list attribute.values as value><@inputTag attribute value!"" error/></#list>
<#else>
<@inputTag attribute attribute.value!"" error/>
</#if>
</#switch>
</#macro>

<#macro annotated attribute names>
<#list names as annotation, name><#if (attribute.annotations[annotation])??> ${name}="${attribute.annotations[annotation]}"</#if></#list><#t>
</#macro>

<#macro inputTag attribute value error="">
<input type="${((attribute.annotations.inputType)!"text")?remove_beginning("html5-")}" id="${attribute.name}" name="${attribute.name}" value="${value}" class="gh-input"<#if ["username", "email"]?seq_contains(attribute.name)> dir="ltr" autocapitalize="off" spellcheck="false"</#if><@described attribute error/> autocomplete="${attribute.autocomplete!usualAutocomplete(attribute.name)}"<#if (attribute.annotations.inputTypePlaceholder)??> placeholder="${advancedMsg(attribute.annotations.inputTypePlaceholder)}"</#if><@annotated attribute {"inputTypePattern": "pattern", "inputTypeSize": "size", "inputTypeMaxlength": "maxlength", "inputTypeMinlength": "minlength", "inputTypeMax": "max", "inputTypeMin": "min", "inputTypeStep": "step"}/><@data attribute/>>
</#macro>

<#function usualAutocomplete name>
  <#return {"username": "username", "email": "email", "firstName": "given-name", "lastName": "family-name"}[name]!"off">
</#function>

<#macro choices attribute error="">
<#list options(attribute) as option>
<div class="gh-choice">
  <input type="${(attribute.annotations.inputType == "select-radiobuttons")?then("radio", "checkbox")}" id="${attribute.name}-${option}" name="${attribute.name}" value="${option}"<#if error?has_content> aria-invalid="true" aria-describedby="input-error-${attribute.name}"</#if><#if attribute.readOnly> disabled</#if><#if attribute.values?seq_contains(option)> checked</#if>>
  <label for="${attribute.name}-${option}">${optionLabel(attribute, option)}</label>
</div>
</#list>
</#macro>

<#function optionLabel attribute option>
  <#if (attribute.annotations.inputOptionLabels)??><#return advancedMsg(attribute.annotations.inputOptionLabels[option]!option)></#if>
  <#if (attribute.annotations.inputOptionLabelsI18nPrefix)??><#return msg(attribute.annotations.inputOptionLabelsI18nPrefix + "." + option)></#if>
  <#return option>
</#function>
