# The provider adds these two to the lists of the realm.
resource "keycloak_realm_client_policy_profile" "gatehouse" {
  realm_id    = var.realm
  name        = "gatehouse"
  description = "Checks the second factor whenever tokens are issued"
  executor {
    # Does nothing until the gate is enabled.
    name = "gatehouse-mfa-gate"
  }
}

resource "keycloak_realm_client_policy_profile_policy" "gatehouse" {
  realm_id    = var.realm
  name        = "gatehouse"
  description = "All apps"
  enabled     = true
  profiles    = [keycloak_realm_client_policy_profile.gatehouse.name]
  condition {
    name = "any-client"
  }
}

# The gate, enabled last and disabled first: while it is on, logins that skipped the MFA step are asked.
resource "keycloak_required_action" "gate" {
  realm_id       = var.realm
  alias          = "gatehouse-mfa-gate"
  name           = "Gatehouse: gate"
  enabled        = true
  default_action = false
  # Before all others.
  priority = 1
  config = {
    mode       = var.mode
    privileged = join("##", var.privileged)
    policy     = "device"
    hours      = "12"
  }
  depends_on = [
    keycloak_authentication_bindings.gatehouse,
    keycloak_authentication_execution.forms_mfa,
    keycloak_authentication_execution.direct_grant_mfa,
    keycloak_authentication_execution.post_login_mfa,
    keycloak_realm_client_policy_profile_policy.gatehouse,
  ]
}
