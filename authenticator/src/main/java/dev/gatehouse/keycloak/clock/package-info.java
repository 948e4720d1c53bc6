/** Keycloak's time as a clock, used everywhere in Gatehouse. */
@NullMarked
package dev.gatehouse.keycloak.clock;

import org.jspecify.annotations.NullMarked;
