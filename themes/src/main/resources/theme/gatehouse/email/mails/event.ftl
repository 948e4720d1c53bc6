<#-- What a mail says about an event of the account. No link: whoever reads it knows the way. -->
<#include "/mails/subject.ftl">
<#macro occurrence intro warning>
<@mail.mail title=subjectOfMail() preheader=intro>
<@mail.paragraph intro/>
<@mail.facts [{"label": msg("gatehouseCodeMailWhen"), "value": event.date?datetime?string.medium_long},
  {"label": msg("gatehouseEmail_address"), "value": (event.ipAddress!"")?has_content?then(event.ipAddress!"", msg("gatehouseCodeMailPlaceUnknown"))}]/>
<@mail.paragraph warning/>
</@mail.mail>
</#macro>

<#-- What people call a credential; of a kind that nobody has named, its own name. -->
<#function credentialName type>
  <#local key = "gatehouseEmail_credential_" + type>
  <#local named = type?matches("[\\w-]+")?then(msg(key), key)>
  <#return (named == key)?then(type?has_content?then(mail.name(type), msg("gatehouseCodeMailPlaceUnknown")), named)>
</#function>
