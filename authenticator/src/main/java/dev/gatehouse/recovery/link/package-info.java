/** Short links in place of Keycloak's action tokens in emails: issued, kept encrypted, opened, renewed. */
@NullMarked
package dev.gatehouse.recovery.link;

import org.jspecify.annotations.NullMarked;
