/** Configuration: declares settings, makes the Admin Console's forms of them, parses and caches them, rejects what is invalid. */
@NullMarked
package dev.gatehouse.keycloak.config;

import org.jspecify.annotations.NullMarked;
