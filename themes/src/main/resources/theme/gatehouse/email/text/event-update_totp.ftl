<#ftl output_format="plainText">
<#import "gatehouse-mail.ftl" as mail>
<#include "/mails/event-update_totp.ftl">
