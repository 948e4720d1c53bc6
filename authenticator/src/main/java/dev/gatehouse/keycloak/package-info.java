/** What all features share and what adapts them to Keycloak; it knows none of the features. */
package dev.gatehouse.keycloak;
