/** Configuration: declares settings, makes the Admin Console's forms of them, parses and caches them, rejects what is invalid. */
package dev.gatehouse.keycloak.config;
