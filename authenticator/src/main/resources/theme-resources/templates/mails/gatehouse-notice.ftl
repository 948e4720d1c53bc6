<#-- A notice has no link: whoever reads it knows the way, and nobody learns to trust links in notices. -->
<#assign realm = mail.brand()>
<#assign intro = msg(kind + "_intro", realm)>
<@mail.mail title=msg(kind + "_title", realm) preheader=intro>
<@mail.paragraph intro/>
<#if newAddress??>
<@mail.facts [{"label": msg("gatehouseMail_newAddress"), "value": newAddress}]/>
</#if>
<#if byAdmin>
<@mail.facts [{"label": msg("gatehouseCodeMailWhen"), "value": when}]/>
<#else>
<@mail.circumstances when, device, place/>
</#if>
<@mail.paragraph msg(kind + "_warning", realm, mail.support())/>
</@mail.mail>
