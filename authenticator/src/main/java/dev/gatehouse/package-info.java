/** Gatehouse: extensions of Keycloak for adaptive MFA, recovery and access to apps. Each feature is a package below. */
@NullMarked
package dev.gatehouse;

import org.jspecify.annotations.NullMarked;
