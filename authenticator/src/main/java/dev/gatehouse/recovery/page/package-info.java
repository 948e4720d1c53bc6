/** Password recovery: pages that need no login in progress, the reset flow's execution, and the confirmed password change. */
package dev.gatehouse.recovery.page;
