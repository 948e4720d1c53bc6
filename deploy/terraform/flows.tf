# Keycloak's flow "browser". The MFA step replaces its choice of second factors: it uses the same ones.
resource "keycloak_authentication_flow" "browser" {
  realm_id    = var.realm
  alias       = "gatehouse browser"
  description = "Keycloak's browser flow, with Gatehouse's MFA step behind the password"
}

resource "keycloak_authentication_execution" "browser_cookie" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_flow.browser.alias
  authenticator     = "auth-cookie"
  requirement       = "ALTERNATIVE"
  priority          = 10
}

resource "keycloak_authentication_execution" "browser_provider" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_flow.browser.alias
  authenticator     = "identity-provider-redirector"
  requirement       = "ALTERNATIVE"
  priority          = 20
}

resource "keycloak_authentication_subflow" "organization" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_flow.browser.alias
  alias             = "gatehouse browser organization"
  description       = "Leads users of an organization to its identity provider"
  requirement       = "ALTERNATIVE"
  priority          = 30
}

resource "keycloak_authentication_subflow" "organization_by_address" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_subflow.organization.alias
  alias             = "gatehouse browser organization by address"
  description       = "The address decides whether there is an organization"
  requirement       = "CONDITIONAL"
  priority          = 10
}

resource "keycloak_authentication_execution" "organization_condition" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_subflow.organization_by_address.alias
  authenticator     = "conditional-user-configured"
  requirement       = "REQUIRED"
  priority          = 10
}

resource "keycloak_authentication_execution" "organization_step" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_subflow.organization_by_address.alias
  authenticator     = "organization"
  requirement       = "ALTERNATIVE"
  priority          = 20
}

resource "keycloak_authentication_subflow" "forms" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_flow.browser.alias
  alias             = "gatehouse browser forms"
  description       = "User name and password, then the MFA step"
  requirement       = "ALTERNATIVE"
  priority          = 40
}

resource "keycloak_authentication_execution" "forms_password" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_subflow.forms.alias
  authenticator     = "auth-username-password-form"
  requirement       = "REQUIRED"
  priority          = 10
}

resource "keycloak_authentication_execution" "forms_mfa" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_subflow.forms.alias
  authenticator     = "gatehouse-adaptive-mfa"
  requirement       = "REQUIRED"
  priority          = 20
}

# Keycloak's flow "direct grant", with the MFA step in place of its one-time password.
resource "keycloak_authentication_flow" "direct_grant" {
  realm_id    = var.realm
  alias       = "gatehouse direct grant"
  description = "Keycloak's direct grant flow, with Gatehouse's MFA step behind the password"
}

resource "keycloak_authentication_execution" "direct_grant_name" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_flow.direct_grant.alias
  authenticator     = "direct-grant-validate-username"
  requirement       = "REQUIRED"
  priority          = 10
}

resource "keycloak_authentication_execution" "direct_grant_password" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_flow.direct_grant.alias
  authenticator     = "direct-grant-validate-password"
  requirement       = "REQUIRED"
  priority          = 20
}

resource "keycloak_authentication_execution" "direct_grant_mfa" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_flow.direct_grant.alias
  authenticator     = "gatehouse-direct-grant-mfa"
  requirement       = "REQUIRED"
  priority          = 30
}

resource "keycloak_authentication_flow" "post_login" {
  realm_id    = var.realm
  alias       = "gatehouse post login"
  description = "Gatehouse's MFA step after a login at an identity provider"
}

resource "keycloak_authentication_execution" "post_login_mfa" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_flow.post_login.alias
  authenticator     = "gatehouse-adaptive-mfa"
  requirement       = "REQUIRED"
  priority          = 10
}

# Bound when they are whole: a half-made flow would let users in without the MFA step, or not at all.
resource "keycloak_authentication_bindings" "gatehouse" {
  count             = var.bind_flows ? 1 : 0
  realm_id          = var.realm
  browser_flow      = keycloak_authentication_flow.browser.alias
  direct_grant_flow = keycloak_authentication_flow.direct_grant.alias
  depends_on = [
    keycloak_authentication_execution.browser_cookie,
    keycloak_authentication_execution.browser_provider,
    keycloak_authentication_execution.organization_condition,
    keycloak_authentication_execution.organization_step,
    keycloak_authentication_execution.forms_password,
    keycloak_authentication_execution.forms_mfa,
    keycloak_authentication_execution.direct_grant_name,
    keycloak_authentication_execution.direct_grant_password,
    keycloak_authentication_execution.direct_grant_mfa,
  ]
}
