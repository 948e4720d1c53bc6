/** Forms that providers of Keycloak take in Gatehouse: listeners that are always on, and values whose variants an enum names. */
package dev.gatehouse.keycloak.provider;
