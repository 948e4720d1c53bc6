<#-- The preheader does not contain the code, because lock screens show it. -->
<#assign realm = mail.brand()>
<@mail.mail title=msg("gatehouseCodeMailTitle", realm) preheader=msg("gatehouseCodeMailIntro", validUntil)>
<@mail.code code/>
<@mail.paragraph msg("gatehouseCodeMailIntro", validUntil)/>
<@mail.circumstances when, device, place/>
<@mail.paragraph msg("gatehouseCodeMailWarning")/>
<@mail.notMe notMe!""/>
</@mail.mail>
