<#assign realm = mail.brand()>
<#assign intro = msg(kind + "_intro", realm, mail.name(providers!""), mail.support())>
<@mail.mail title=msg(kind + "_title", realm) preheader=intro>
<@mail.paragraph intro/>
<@mail.account account!""/>
<#if link??>
<@mail.button link, msg(kind + "_button", realm)/>
</#if>
<#if code??>
<@mail.paragraph msg("gatehouseMail_code")/>
<@mail.code code/>
</#if>
<#assign isPaused = kind == "gatehouseMail_paused">
<#if validUntil??>
<@mail.paragraph msg(isPaused?then("gatehouseMail_paused_until", "gatehouseMail_until"), mail.lasting(lifetime), validUntil)/>
</#if>
<#if isPaused>
<#-- Keycloak counts failures outside the request that failed. -->
<@mail.facts [{"label": msg("gatehouseCodeMailWhen"), "value": when}]/>
<#else>
<@mail.circumstances when, device, place/>
</#if>
<#if kind == "gatehouseMail_changed">
<@mail.paragraph msg("gatehouseMail_signIn_warning")/>
<@mail.notMe notMe!""/>
<#else>
<@mail.paragraph msg(kind + "_warning", realm, mail.support())/>
</#if>
</@mail.mail>
