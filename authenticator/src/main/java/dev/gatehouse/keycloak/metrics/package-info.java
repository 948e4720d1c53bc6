/** Counters and gauges for Prometheus, all named in one place. */
package dev.gatehouse.keycloak.metrics;
