<#include "/mails/subject.ftl">
<@mail.mail title=subjectOfMail() preheader=subjectOfMail()>
<#if messageKey == "customMessage">
<@mail.written customMessage/>
<#else>
<@mail.paragraph msg(messageKey, daysRemaining, mail.name(reason))/>
<#if daysRemaining gt 0>
<@mail.facts [{"label": msg("gatehouseEmail_daysLeft"), "value": daysRemaining?string}]/>
</#if>
<@mail.paragraph msg("gatehouseEmail_questions", mail.support())/>
</#if>
</@mail.mail>
