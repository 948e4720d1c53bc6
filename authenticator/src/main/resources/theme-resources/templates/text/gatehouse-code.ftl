<#ftl output_format="plainText">
${msg("gatehouseCodeMailTitle", realmName)}

${code}

${msg("gatehouseCodeMailIntro", validUntil)}

${msg("gatehouseCodeMailWhen")}: ${when}
${msg("gatehouseCodeMailDevice")}: ${device}
${msg("gatehouseCodeMailPlace")}: ${place?has_content?then(place, msg("gatehouseCodeMailPlaceUnknown"))}

${msg("gatehouseCodeMailWarning", realmName)}

${realmName}
