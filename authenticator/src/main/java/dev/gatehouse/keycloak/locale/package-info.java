/** The language of pages and emails: the nearest one that a realm supports, before its default. */
@NullMarked
package dev.gatehouse.keycloak.locale;

import org.jspecify.annotations.NullMarked;
