/**
 * Reads the risk signals of a request: network, country, provider, user agent, address lists, recent failures.
 *
 * <p>All of it comes from the client or its network and may be forged.
 */
@NullMarked
package dev.gatehouse.risk.signals;

import org.jspecify.annotations.NullMarked;
