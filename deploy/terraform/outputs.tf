output "browser_flow" {
  description = "For browser_flow of a keycloak_realm."
  value       = keycloak_authentication_flow.browser.alias
}

output "direct_grant_flow" {
  description = "For direct_grant_flow of a keycloak_realm."
  value       = keycloak_authentication_flow.direct_grant.alias
}

output "post_login_flow" {
  description = "For post_broker_login_flow_alias of each identity provider."
  value       = keycloak_authentication_flow.post_login.alias
}
