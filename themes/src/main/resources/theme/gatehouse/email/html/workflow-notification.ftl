<#import "gatehouse-mail.ftl" as mail>
<#include "/mails/workflow-notification.ftl">
