/** HMACs under a secret key of the realm, and SHA-256 for values that are random already. */
@NullMarked
package dev.gatehouse.keycloak.crypto;

import org.jspecify.annotations.NullMarked;
