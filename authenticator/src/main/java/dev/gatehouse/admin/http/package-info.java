/** What all Admin REST endpoints share: the caller's language, and responses that nobody caches. */
@NullMarked
package dev.gatehouse.admin.http;

import org.jspecify.annotations.NullMarked;
