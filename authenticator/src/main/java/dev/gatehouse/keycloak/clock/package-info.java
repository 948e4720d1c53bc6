/** Keycloak's time as a clock, by which everything in Gatehouse counts. */
package dev.gatehouse.keycloak.clock;
