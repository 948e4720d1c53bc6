/** Plain values as JSON. */
package dev.gatehouse.keycloak.json;
