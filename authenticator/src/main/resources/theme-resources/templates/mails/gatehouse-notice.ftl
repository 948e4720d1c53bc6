<#-- The only link of a notice is "This was not me": it holds no secret, and opening it does nothing. -->
<#assign realm = mail.brand()>
<#assign introText = msg(intro, realm, (number!0)?c)>
<@mail.mail title=msg(title, realm) preheader=introText>
<@mail.paragraph introText/>
<@mail.account account!""/>
<#if enrolled??>
<@mail.facts [{"label": msg("gatehouseMail_enrolled"), "value": msg(enrolled, mail.name(provider))}]/>
</#if>
<#if newAddress??>
<@mail.facts [{"label": msg("gatehouseMail_newAddress"), "value": newAddress}]/>
</#if>
<#if impersonator??>
<@mail.facts [{"label": msg("gatehouseMail_impersonated_by"), "value": impersonator}]/>
</#if>
<#if helper??>
<@mail.facts [{"label": msg("gatehouseMail_helped_by"), "value": helper}]/>
</#if>
<#if ofThePerson>
<@mail.circumstances when, device, place/>
<#else>
<@mail.facts [{"label": msg("gatehouseCodeMailWhen"), "value": when}]/>
</#if>
<@mail.paragraph msg(warning, realm, mail.support())/>
<#if leadsToNotMe>
<@mail.notMe notMe!""/>
</#if>
</@mail.mail>
