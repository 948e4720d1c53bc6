/** Configuration: caches what was parsed, rejects what is invalid, reads server switches, names the Admin Console's texts. */
package dev.gatehouse.keycloak.config;
