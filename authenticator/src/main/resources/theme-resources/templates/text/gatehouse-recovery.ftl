<#ftl output_format="plainText">
${msg(kind + "_title", realmName)}

${msg(kind + "_intro", realmName, providers!"")}
<#if link??>

${msg(kind + "_button", realmName)}:
${link}
</#if>
<#if code??>

${msg("gatehouseMail_code")}
${code}
</#if>
<#if validUntil??>

${msg("gatehouseMail_until", validUntil)}
</#if>

${msg("gatehouseCodeMailWhen")}: ${when}
${msg("gatehouseCodeMailDevice")}: ${device}
${msg("gatehouseCodeMailPlace")}: ${place?has_content?then(place, msg("gatehouseCodeMailPlaceUnknown"))}

${msg(kind + "_warning", realmName)}

${realmName}
