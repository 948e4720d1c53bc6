<#-- The content of an email that requests a confirmation: who requests it, the link, how long it works, what to do if it is not wanted. -->
<#include "/mails/subject.ftl">
<#macro confirmation intro button warning>
<@mail.mail title=subjectOfMail() preheader=intro>
<@mail.paragraph intro/>
<#nested>
<@mail.button link, button/>
<@mail.paragraph msg("gatehouseEmail_linkWorks", linkExpirationFormatter(linkExpiration))/>
<#if gatehouseLinkCode??>
<@mail.paragraph msg("gatehouseEmail_newLink")/>
<@mail.facts [{"label": msg("gatehouseEmail_code", mail.name(gatehouseLinkPage)), "value": gatehouseLinkCode}]/>
</#if>
<@mail.paragraph warning/>
</@mail.mail>
</#macro>
