/** Reads and checks the configuration of the policy, and turns it into rules. */
package dev.gatehouse.password.config;
