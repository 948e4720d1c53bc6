/** The Gatehouse features that a realm uses: the gate, the access to apps, recovery. */
@NullMarked
package dev.gatehouse.keycloak.realm;

import org.jspecify.annotations.NullMarked;
