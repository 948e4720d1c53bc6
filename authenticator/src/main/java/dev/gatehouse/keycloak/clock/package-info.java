/** The time by which everything in Gatehouse counts. */
package dev.gatehouse.keycloak.clock;
