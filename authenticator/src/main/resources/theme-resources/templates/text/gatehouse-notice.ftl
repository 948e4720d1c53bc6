<#ftl output_format="plainText">
<#import "gatehouse-mail.ftl" as mail>
<#include "/mails/gatehouse-notice.ftl">
