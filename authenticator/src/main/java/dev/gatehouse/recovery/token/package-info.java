/** Reset links and the codes in the same email: issued, found in mangled URLs, stored as hashes, used once. */
@NullMarked
package dev.gatehouse.recovery.token;

import org.jspecify.annotations.NullMarked;
