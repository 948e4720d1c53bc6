<#ftl output_format="plainText">
<#import "gatehouse-mail.ftl" as mail>
<#include "/mails/event-user_disabled_by_temporary_lockout.ftl">
