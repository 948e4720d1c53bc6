<#import "gatehouse-mail.ftl" as mail>
<#include "/mails/event-login_error.ftl">
