<#import "gatehouse-mail.ftl" as mail>
<#include "/mails/event-update_password.ftl">
