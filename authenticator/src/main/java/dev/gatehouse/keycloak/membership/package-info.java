/** Matches users by their roles and groups. */
package dev.gatehouse.keycloak.membership;
