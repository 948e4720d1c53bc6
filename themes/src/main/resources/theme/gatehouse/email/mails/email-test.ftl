<#include "/mails/subject.ftl">
<@mail.mail title=subjectOfMail() preheader=msg("gatehouseEmail_test_intro")>
<@mail.paragraph msg("gatehouseEmail_test_intro")/>
</@mail.mail>
