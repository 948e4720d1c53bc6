/** Holes that are known in releases of Keycloak, and what they mean where Gatehouse runs: the log and the documents tell of them from the same list. */
package dev.gatehouse.holes;
