/** State that all nodes of a cluster share and that expires by itself, and the rate limits counted there. */
@NullMarked
package dev.gatehouse.keycloak.store;

import org.jspecify.annotations.NullMarked;
