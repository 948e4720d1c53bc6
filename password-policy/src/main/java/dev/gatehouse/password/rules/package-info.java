/** What a password must be: the rules as values, and one pass that finds all that are broken. Pure Java, knows no Keycloak. */
package dev.gatehouse.password.rules;
