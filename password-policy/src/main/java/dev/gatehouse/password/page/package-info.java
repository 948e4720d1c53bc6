/** The rules for users and pages: texts in the user's language, and data by which a page checks a password itself. */
@NullMarked
package dev.gatehouse.password.page;

import org.jspecify.annotations.NullMarked;
