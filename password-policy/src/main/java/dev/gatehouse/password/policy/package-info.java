/** Keycloak's password policy provider, and the REST resource that serves the rules to pages. */
package dev.gatehouse.password.policy;
