<#-- The content of an email about an event of the account. It has no link: the user knows where to sign in. -->
<#include "/mails/subject.ftl">
<#macro occurrence intro warning>
<@mail.mail title=subjectOfMail() preheader=intro>
<@mail.paragraph intro/>
<@mail.facts [{"label": msg("gatehouseCodeMailWhen"), "value": event.date?datetime?string.medium_long},
  {"label": msg("gatehouseEmail_address"), "value": (event.ipAddress!"")?has_content?then(event.ipAddress!"", msg("gatehouseCodeMailPlaceUnknown"))}]/>
<@mail.paragraph warning/>
</@mail.mail>
</#macro>

<#-- The display name of a type of credential; without a message for it, the type itself. -->
<#function credentialName type>
  <#local key = "gatehouseEmail_credential_" + type>
  <#local named = type?matches("[\\w-]+")?then(msg(key), key)>
  <#return (named == key)?then(type?has_content?then(mail.name(type), msg("gatehouseCodeMailPlaceUnknown")), named)>
</#function>
