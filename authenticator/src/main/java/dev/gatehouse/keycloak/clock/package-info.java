/** Keycloak's time as a clock, by which everything in Gatehouse counts. */
@NullMarked
package dev.gatehouse.keycloak.clock;

import org.jspecify.annotations.NullMarked;
