/** Keyed hashes under the realm's own secret, so that nothing that is stored or derived can be recomputed without it. */
package dev.gatehouse.keycloak.crypto;
