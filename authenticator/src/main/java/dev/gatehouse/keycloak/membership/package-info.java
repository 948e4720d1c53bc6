/** Matches users by their roles and groups. */
@NullMarked
package dev.gatehouse.keycloak.membership;

import org.jspecify.annotations.NullMarked;
