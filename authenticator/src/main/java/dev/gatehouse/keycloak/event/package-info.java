/** What Gatehouse writes into Keycloak's events, and what it reads out of them. */
package dev.gatehouse.keycloak.event;
