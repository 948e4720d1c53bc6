/** Password recovery: pages that need no login in progress, the reset flow's execution, and the confirmed password change. */
@NullMarked
package dev.gatehouse.recovery.page;

import org.jspecify.annotations.NullMarked;
