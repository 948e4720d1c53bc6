# Keycloak's flow "browser". The MFA step comes before its own second factor, which is asked for until the gate enforces: the step uses the same one.
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

resource "keycloak_authentication_subflow" "forms_factor" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_subflow.forms.alias
  alias             = "gatehouse browser second factor"
  description       = "Keycloak's own second factor, while Gatehouse does not enforce"
  requirement       = "CONDITIONAL"
  priority          = 30
}

resource "keycloak_authentication_execution" "forms_factor_gatehouse" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_subflow.forms_factor.alias
  authenticator     = "gatehouse-condition-not-enforced"
  requirement       = "REQUIRED"
  priority          = 10
}

resource "keycloak_authentication_execution" "forms_factor_condition" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_subflow.forms_factor.alias
  authenticator     = "conditional-user-configured"
  requirement       = "REQUIRED"
  priority          = 20
}

resource "keycloak_authentication_execution" "forms_factor_passkeys" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_subflow.forms_factor.alias
  authenticator     = "conditional-credential"
  requirement       = "REQUIRED"
  priority          = 30
}

# Keycloak's own: whoever signed in with a passkey is not asked for more.
resource "keycloak_authentication_execution_config" "forms_factor_passkeys" {
  realm_id     = var.realm
  execution_id = keycloak_authentication_execution.forms_factor_passkeys.id
  alias        = "gatehouse browser passkeys"
  config = {
    credentials = "webauthn-passwordless"
  }
}

resource "keycloak_authentication_execution" "forms_factor_otp" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_subflow.forms_factor.alias
  authenticator     = "auth-otp-form"
  requirement       = "ALTERNATIVE"
  priority          = 40
}

# Keycloak's flow "direct grant". The MFA step comes before its one-time password, which is asked for until the gate enforces.
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

resource "keycloak_authentication_subflow" "direct_grant_factor" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_flow.direct_grant.alias
  alias             = "gatehouse direct grant second factor"
  description       = "Keycloak's own second factor, while Gatehouse does not enforce"
  requirement       = "CONDITIONAL"
  priority          = 40
}

resource "keycloak_authentication_execution" "direct_grant_factor_gatehouse" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_subflow.direct_grant_factor.alias
  authenticator     = "gatehouse-condition-not-enforced"
  requirement       = "REQUIRED"
  priority          = 10
}

resource "keycloak_authentication_execution" "direct_grant_factor_condition" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_subflow.direct_grant_factor.alias
  authenticator     = "conditional-user-configured"
  requirement       = "REQUIRED"
  priority          = 20
}

resource "keycloak_authentication_execution" "direct_grant_factor_otp" {
  realm_id          = var.realm
  parent_flow_alias = keycloak_authentication_subflow.direct_grant_factor.alias
  authenticator     = "direct-grant-validate-otp"
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
    keycloak_authentication_execution.forms_factor_gatehouse,
    keycloak_authentication_execution.forms_factor_condition,
    keycloak_authentication_execution_config.forms_factor_passkeys,
    keycloak_authentication_execution.forms_factor_otp,
    keycloak_authentication_execution.direct_grant_name,
    keycloak_authentication_execution.direct_grant_password,
    keycloak_authentication_execution.direct_grant_mfa,
    keycloak_authentication_execution.direct_grant_factor_gatehouse,
    keycloak_authentication_execution.direct_grant_factor_condition,
    keycloak_authentication_execution.direct_grant_factor_otp,
  ]
}
