/** What would be decided about a login that does not take place, for administrators. */
@NullMarked
package dev.gatehouse.admin.whatif;

import org.jspecify.annotations.NullMarked;
