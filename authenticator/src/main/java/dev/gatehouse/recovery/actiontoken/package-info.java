/** Keycloak's own mailed links, which are worth nothing once their account was secured. */
package dev.gatehouse.recovery.actiontoken;
