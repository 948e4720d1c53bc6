/** The password rules as values, and a check that finds all broken rules. Pure Java, without Keycloak. */
package dev.gatehouse.password.rules;
