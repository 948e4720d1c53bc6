<#include "/mails/link.ftl">
<@confirmation msg("gatehouseEmail_actions_intro", mail.brand()), msg("gatehouseEmail_actions_button"), msg("gatehouseEmail_actions_warning")>
<#if requiredActions?? && requiredActions?size gt 0>
<#assign wanted = []>
<#list requiredActions as action><#assign wanted = wanted + [msg("requiredAction." + action)?remove_beginning("requiredAction.")]></#list>
<@mail.facts [{"label": msg("gatehouseEmail_actions_label"), "value": wanted?join(", ")}]/>
</#if>
</@confirmation>
