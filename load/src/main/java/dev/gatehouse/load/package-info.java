/** Whole logins under load, the time and memory of a start, and a full table of profiles: with Gatehouse, and in Keycloak alone. */
package dev.gatehouse.load;
