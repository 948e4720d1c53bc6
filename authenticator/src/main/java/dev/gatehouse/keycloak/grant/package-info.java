/** What Keycloak is about to issue, and to whom: the tokens of any grant, or the session at the end of a login. */
package dev.gatehouse.keycloak.grant;
