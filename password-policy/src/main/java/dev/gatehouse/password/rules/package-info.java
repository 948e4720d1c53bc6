/** The password rules as values, checked in one pass that finds every violation; pure Java without Keycloak. */
package dev.gatehouse.password.rules;
