/** Everything that Gatehouse counts and measures for Prometheus, named in one place. */
package dev.gatehouse.keycloak.metrics;
