/** Work outside of the transaction of the request: after its commit, in a session of its own, or in a transaction that is tried again. */
@NullMarked
package dev.gatehouse.keycloak.session;

import org.jspecify.annotations.NullMarked;
