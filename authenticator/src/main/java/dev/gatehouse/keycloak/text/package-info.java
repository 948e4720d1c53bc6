/** Texts for users: times in their language with the time zone, and masked email addresses. */
package dev.gatehouse.keycloak.text;
