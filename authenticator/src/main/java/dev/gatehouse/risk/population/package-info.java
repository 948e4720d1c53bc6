/**
 * Counts what is usual in a realm: each node sums up completed logins in memory and saves the increments to one table, from which
 * all nodes read the sums. A login therefore costs no statement, and nodes need not know each other.
 */
package dev.gatehouse.risk.population;
