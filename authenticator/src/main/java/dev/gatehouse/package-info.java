/** Gatehouse: extensions of Keycloak for adaptive MFA, recovery and access to apps. Each feature is a package below. */
package dev.gatehouse;
