/** Converts login events exported by Keycloak to a log. */
package dev.gatehouse.bench.lab.events;
