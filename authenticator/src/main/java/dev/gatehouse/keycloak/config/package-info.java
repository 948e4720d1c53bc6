/** Settings: how they are read, and what the Admin Console says about them. */
package dev.gatehouse.keycloak.config;
