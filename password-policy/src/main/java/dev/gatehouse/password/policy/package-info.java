/** The doors: Keycloak's password policy, and the resource where a page gets the rules. */
package dev.gatehouse.password.policy;
