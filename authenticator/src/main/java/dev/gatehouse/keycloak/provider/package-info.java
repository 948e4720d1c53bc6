/** Base types of providers: factories without state, listeners that are always on, and sealed types whose variants an enum names. */
@NullMarked
package dev.gatehouse.keycloak.provider;

import org.jspecify.annotations.NullMarked;
