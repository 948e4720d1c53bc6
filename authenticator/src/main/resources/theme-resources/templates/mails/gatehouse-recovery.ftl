<#assign realm = mail.brand()>
<#assign intro = msg(kind + "_intro", realm, mail.name(providers!""))>
<@mail.mail title=msg(kind + "_title", realm) preheader=intro>
<@mail.paragraph intro/>
<#if link??>
<@mail.button link, msg(kind + "_button", realm)/>
</#if>
<#if code??>
<@mail.paragraph msg("gatehouseMail_code")/>
<@mail.code code/>
</#if>
<#if validUntil??>
<@mail.paragraph msg("gatehouseMail_until", validUntil)/>
</#if>
<@mail.circumstances when, device, place/>
<@mail.paragraph msg(kind + "_warning", realm, mail.support())/>
</@mail.mail>
