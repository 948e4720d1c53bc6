/** The admin's configuration: parses it, validates it, and turns it into rules. */
package dev.gatehouse.password.config;
