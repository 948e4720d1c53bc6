<#import "gatehouse-mail.ftl" as mail>
<#include "/mails/event-update_credential.ftl">
