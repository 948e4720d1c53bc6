/** Base types of providers: listeners that are always on, and sealed types whose variants an enum names. */
package dev.gatehouse.keycloak.provider;
