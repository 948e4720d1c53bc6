/**
 * Login statistics of a realm: each node counts in memory and adds its counts to a table that all nodes read.
 *
 * <p>So a login costs no statement, and no node needs to know another.
 */
@NullMarked
package dev.gatehouse.risk.population;

import org.jspecify.annotations.NullMarked;
