/** Texts for users: times in their language with the time zone, amounts of time, masked email addresses, and codes that people type. */
@NullMarked
package dev.gatehouse.keycloak.text;

import org.jspecify.annotations.NullMarked;
