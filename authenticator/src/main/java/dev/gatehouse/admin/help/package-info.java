/** Help for one person: unlock, let in once, forget, sign out and lock down, for administrators and helpers. */
@NullMarked
package dev.gatehouse.admin.help;

import org.jspecify.annotations.NullMarked;
