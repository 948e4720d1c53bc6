<#-- The email address or telephone number that the operator has set; empty if it is something else. A web address is not named, because
     the only link of a notice is "This was not me". Pages follow the same rule in the class SupportContact. -->
<#function named>
  <#local part = "[^\\s\"'<>\\\\:/?#@]+">
  <#local value = (properties.gatehouseSupport!"")?trim?matches("(?:mailto:)?(" + part + "@" + part + ")(?:[?].*)?|tel:([+]?[0-9][0-9 ().-]*)", "i")>
  <#if value><#return (value?groups[1]!"") + (value?groups[2]!"")></#if>
  <#return "">
</#function>
