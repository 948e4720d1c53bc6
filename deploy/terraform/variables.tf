variable "realm" {
  description = "The name of the realm, which must exist and have a mail server."
  type        = string
}

variable "mode" {
  description = "observe challenges no user and counts who would be challenged; enforce challenges; off does neither."
  type        = string
  default     = "observe"
  validation {
    condition     = contains(["off", "observe", "enforce"], var.mode)
    error_message = "The mode is off, observe or enforce."
  }
}

variable "privileged" {
  description = "Roles and groups whose members must prove a second factor after a login at an identity provider. Each must exist in the realm."
  type        = list(string)
  default     = ["realm-management.realm-admin"]
}

variable "bind_flows" {
  description = "Whether the flows are bound here. Say false where a keycloak_realm resource of yours binds them, by the outputs of this module."
  type        = bool
  default     = true
}
