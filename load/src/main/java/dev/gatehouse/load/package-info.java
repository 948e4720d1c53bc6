/** Complete logins under load, the time and memory of a start, and a full profile table, with Gatehouse and with Keycloak alone. */
package dev.gatehouse.load;
