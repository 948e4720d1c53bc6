/** Names groups of people by their roles and groups in Keycloak. */
package dev.gatehouse.keycloak.membership;
