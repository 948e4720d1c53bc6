/** Keycloak's password policy provider, and the REST resource that serves the rules to pages. */
@NullMarked
package dev.gatehouse.password.policy;

import org.jspecify.annotations.NullMarked;
