/** Known vulnerabilities in releases of Keycloak, and their effect where Gatehouse runs; the log and the documents read one list. */
package dev.gatehouse.holes;
