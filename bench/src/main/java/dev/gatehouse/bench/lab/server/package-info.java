/** A server of the laboratory: the very classes of the product decide; only requests, storage and Keycloak are missing. */
@NullMarked
package dev.gatehouse.bench.lab.server;

import org.jspecify.annotations.NullMarked;
