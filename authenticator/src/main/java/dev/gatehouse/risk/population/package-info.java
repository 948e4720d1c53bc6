/**
 * Counts what is usual in a realm: each node adds up completed logins in memory and saves what it has added to one table, from where
 * all nodes read the sums. So a login costs no statement, and no node needs to know another.
 */
package dev.gatehouse.risk.population;
