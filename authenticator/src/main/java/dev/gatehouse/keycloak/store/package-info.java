/** State that all nodes of a cluster share and that expires by itself, and the rate limits counted there. */
package dev.gatehouse.keycloak.store;
