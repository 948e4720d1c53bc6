/** A user store that does not import its users, so that Keycloak keeps their data in its federated storage: a provider in its own JAR. */
package dev.gatehouse.testsupport.server.external;
