/** Counters and gauges for Prometheus, all named in one place. */
@NullMarked
package dev.gatehouse.keycloak.metrics;

import org.jspecify.annotations.NullMarked;
