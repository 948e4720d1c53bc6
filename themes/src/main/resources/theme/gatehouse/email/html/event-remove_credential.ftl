<#import "gatehouse-mail.ftl" as mail>
<#include "/mails/event-remove_credential.ftl">
