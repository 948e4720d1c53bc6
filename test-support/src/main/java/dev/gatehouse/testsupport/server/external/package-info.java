/** A user store that does not import its users, so that Keycloak keeps what they have here in a store of its own: a provider of its own JAR. */
package dev.gatehouse.testsupport.server.external;
