<#ftl output_format="plainText">
<#import "gatehouse-mail.ftl" as mail>
<#include "/mails/workflow-notification.ftl">
