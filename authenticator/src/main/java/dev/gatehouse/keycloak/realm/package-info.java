/** What a realm uses of Gatehouse: the gate, the access to apps, recovery. */
@NullMarked
package dev.gatehouse.keycloak.realm;

import org.jspecify.annotations.NullMarked;
