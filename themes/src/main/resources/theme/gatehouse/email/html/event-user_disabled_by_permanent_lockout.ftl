<#import "gatehouse-mail.ftl" as mail>
<#include "/mails/event-user_disabled_by_permanent_lockout.ftl">
