<#-- The language selector: a form, because forty links would make the page three times as long. -->
<#function own language>
  <#return properties["gatehouseLanguage_" + language.languageTag]!language.label>
</#function>

<#-- Decodes what Keycloak has encoded in a URL. Called on each page for every parameter, few of which need decoding. -->
<#function decoded text>
  <#local plain = text?replace("+", " ")>
  <#if plain?contains("%")>
    <#list {"%20": " ", "%21": "!", "%22": "\"", "%23": "#", "%24": "$", "%26": "&", "%27": "'", "%28": "(", "%29": ")", "%2A": "*", "%2B": "+", "%2C": ",", "%2F": "/",
        "%3A": ":", "%3B": ";", "%3C": "<", "%3D": "=", "%3E": ">", "%3F": "?", "%40": "@", "%5B": "[", "%5C": "\\", "%5D": "]", "%7B": "{", "%7C": "|", "%7D": "}", "%7E": "~"} as code, character>
      <#local plain = plain?replace(code, character, "i")>
    </#list>
  </#if>
  <#return plain>
</#function>

<#import "texts.ftl" as texts>

<#macro switch>
  <#local choices = locale.supported?map(language -> {"tag": language.languageTag, "name": own(language), "url": language.url})?sort_by("name")>
  <#local address = choices[0].url>
  <#local parameters = []>
  <#list address?keep_after("?")?split("&") as parameter>
    <#if !parameter?starts_with("kc_locale=")>
      <#local parameters += [{"name": decoded(parameter?keep_before("=")), "value": decoded(parameter?keep_after("="))}]>
    </#if>
  </#list>
  <#-- What only a table of all characters could decode remains in links. -->
  <#local asForm = parameters?filter(parameter -> parameter.name?contains("%") || parameter.value?contains("%"))?size == 0>
  <details class="gh-languages" id="kc-locale">
    <summary><span class="gh-unseen"><@texts.say "gatehouseLanguages"/>: </span><bdi lang="${locale.currentLanguageTag}">${properties["gatehouseLanguage_" + locale.currentLanguageTag]!locale.current}</bdi></summary>
    <#if asForm>
    <form id="gatehouse-language-form" method="get" action="${address?keep_before("?")}">
      <#list parameters as parameter><#if parameter.name?has_content><input type="hidden" name="${parameter.name}" value="${parameter.value}"></#if></#list>
      <#list choices as choice>
      <button type="submit" name="kc_locale" value="${choice.tag}" lang="${choice.tag}"<#if choice.tag == locale.currentLanguageTag> aria-current="true"</#if>>${choice.name}</button>
      </#list>
    </form>
    <#else>
    <div>
      <#list choices as choice>
      <a href="${choice.url}" lang="${choice.tag}"<#if choice.tag == locale.currentLanguageTag> aria-current="true"</#if>>${choice.name}</a>
      </#list>
    </div>
    </#if>
  </details>
</#macro>
