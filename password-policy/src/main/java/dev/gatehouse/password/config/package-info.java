/** Reads and checks the configuration of the policy, and turns it into rules. */
@NullMarked
package dev.gatehouse.password.config;

import org.jspecify.annotations.NullMarked;
