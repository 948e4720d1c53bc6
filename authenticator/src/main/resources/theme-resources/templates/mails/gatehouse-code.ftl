<#-- The preheader does not contain the code, because lock screens show it. -->
<#assign realm = mail.brand()>
<#assign intro = msg("gatehouseCodeMailIntro", mail.lasting(lifetime), validUntil)>
<@mail.mail title=msg("gatehouseCodeMailTitle", realm) preheader=intro>
<@mail.code code/>
<@mail.paragraph intro/>
<@mail.account account!""/>
<@mail.circumstances when, device, place/>
<@mail.paragraph msg("gatehouseCodeMailWarning")/>
<@mail.notMe notMe!""/>
</@mail.mail>
