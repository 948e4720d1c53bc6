/** Plain values as JSON. */
@NullMarked
package dev.gatehouse.keycloak.json;

import org.jspecify.annotations.NullMarked;
