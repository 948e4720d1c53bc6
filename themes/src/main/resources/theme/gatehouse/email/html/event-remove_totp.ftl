<#import "gatehouse-mail.ftl" as mail>
<#include "/mails/event-remove_totp.ftl">
