/** What Keycloak is about to give out, and to whom: tokens of any grant, or a session at the end of a login. */
package dev.gatehouse.keycloak.grant;
