/** Everything by which a user recovers an account: pages, reset links, and Keycloak's own action tokens. */
package dev.gatehouse.recovery;
