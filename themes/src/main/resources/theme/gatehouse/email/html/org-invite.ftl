<#import "gatehouse-mail.ftl" as mail>
<#include "/mails/org-invite.ftl">
