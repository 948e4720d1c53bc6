/** The page for administrators, rendered on the server. */
@NullMarked
package dev.gatehouse.admin.page;

import org.jspecify.annotations.NullMarked;
