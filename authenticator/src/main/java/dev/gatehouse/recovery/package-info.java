/** Everything by which a user recovers an account: pages, reset links, and Keycloak's own action tokens. */
@NullMarked
package dev.gatehouse.recovery;

import org.jspecify.annotations.NullMarked;
