/** Draws plots as SVG, with a table of the same values, from plain data and texts of the caller. */
@NullMarked
package dev.gatehouse.admin.page.plot;

import org.jspecify.annotations.NullMarked;
