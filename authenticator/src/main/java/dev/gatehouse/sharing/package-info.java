/** Detects accounts that several people use at once; raises an event and a metric, and never blocks a login. */
@NullMarked
package dev.gatehouse.sharing;

import org.jspecify.annotations.NullMarked;
