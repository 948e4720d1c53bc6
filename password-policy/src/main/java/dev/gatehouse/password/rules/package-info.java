/** The password rules as values, checked in one pass that finds every violation; pure Java without Keycloak. */
@NullMarked
package dev.gatehouse.password.rules;

import org.jspecify.annotations.NullMarked;
