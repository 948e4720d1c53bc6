<#include "/mails/subject.ftl">
<@mail.mail title=subjectOfMail() preheader=msg("gatehouseEmail_verifyCode_intro", mail.brand())>
<@mail.paragraph msg("gatehouseEmail_verifyCode_intro", mail.brand())/>
<@mail.code code/>
<@mail.paragraph msg("gatehouseEmail_verifyCode_warning")/>
</@mail.mail>
