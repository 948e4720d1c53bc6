<#include "/mails/event.ftl">
<@occurrence msg("gatehouseEmail_credentialChanged_intro", credentialName(event.getDetail("credential_type")!"")), msg("gatehouseEmail_event_warning", mail.support())/>
