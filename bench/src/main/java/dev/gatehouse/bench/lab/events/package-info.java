/** Login events as Keycloak exports them, turned into a log. */
package dev.gatehouse.bench.lab.events;
