/** The entry points: Keycloak's password policy, and the resource that provides the rules to pages. */
package dev.gatehouse.password.policy;
