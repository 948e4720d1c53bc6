/** Decides which users may enter which app, at every login and every token issuance. */
@NullMarked
package dev.gatehouse.access;

import org.jspecify.annotations.NullMarked;
