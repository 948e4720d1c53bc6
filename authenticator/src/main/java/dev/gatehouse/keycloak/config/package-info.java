/** Configuration: declares settings, derives the Admin Console's forms, parses and caches configurations, rejects invalid ones. */
@NullMarked
package dev.gatehouse.keycloak.config;

import org.jspecify.annotations.NullMarked;
