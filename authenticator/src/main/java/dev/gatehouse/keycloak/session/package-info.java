/** Work outside of the transaction of the request: after its commit, in a separate session, or in a retried transaction. */
@NullMarked
package dev.gatehouse.keycloak.session;

import org.jspecify.annotations.NullMarked;
