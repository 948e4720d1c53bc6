/** What all features share and what adapts them to Keycloak; it knows none of the features. */
@NullMarked
package dev.gatehouse.keycloak;

import org.jspecify.annotations.NullMarked;
