<#import "gatehouse-mail.ftl" as mail>
<#include "/mails/identity-provider-link.ftl">
