/** HMACs under a secret key of the realm, and SHA-256 for values that are random already. */
package dev.gatehouse.keycloak.crypto;
