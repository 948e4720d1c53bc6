<#import "gatehouse-mail.ftl" as mail>
<#include "/mails/executeActions.ftl">
