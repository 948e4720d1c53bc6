/** Work outside of the transaction of the request: after its commit, in a session of its own, or in a transaction that is tried again. */
package dev.gatehouse.keycloak.session;
