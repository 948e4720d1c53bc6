/** What pages and emails take from a theme, read once and not for each of them. */
@NullMarked
package dev.gatehouse.keycloak.theme;

import org.jspecify.annotations.NullMarked;
