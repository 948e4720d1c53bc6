/** What Keycloak is about to issue, and to whom: the tokens of any grant, or the session at the end of a login; and the level requested of one. */
@NullMarked
package dev.gatehouse.keycloak.grant;

import org.jspecify.annotations.NullMarked;
