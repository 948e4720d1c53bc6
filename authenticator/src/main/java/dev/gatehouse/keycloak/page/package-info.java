/** Keycloak's own pages of errors and messages: how they lead on, so that none is a dead end. */
@NullMarked
package dev.gatehouse.keycloak.page;

import org.jspecify.annotations.NullMarked;
