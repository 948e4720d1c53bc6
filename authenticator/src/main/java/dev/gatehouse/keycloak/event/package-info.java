/** What Gatehouse writes into Keycloak's events, and what it reads out of them. */
@NullMarked
package dev.gatehouse.keycloak.event;

import org.jspecify.annotations.NullMarked;
