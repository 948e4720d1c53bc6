<#import "gatehouse-mail.ftl" as mail>
<#include "/mails/gatehouse-code.ftl">
