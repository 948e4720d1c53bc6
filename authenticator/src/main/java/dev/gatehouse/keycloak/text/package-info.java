/** Texts for users: times in their language with the time zone, and masked email addresses. */
@NullMarked
package dev.gatehouse.keycloak.text;

import org.jspecify.annotations.NullMarked;
