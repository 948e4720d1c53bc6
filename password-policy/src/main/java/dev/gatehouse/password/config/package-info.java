/** The configuration that an admin writes: read, checked, and turned into rules. */
package dev.gatehouse.password.config;
