/** Names in the events that Gatehouse raises, and parsing of admin events. */
@NullMarked
package dev.gatehouse.keycloak.event;

import org.jspecify.annotations.NullMarked;
