/** Since when a realm enforces MFA: what began before goes on, and what began since must be secured. */
@NullMarked
package dev.gatehouse.mfa.enforcement;

import org.jspecify.annotations.NullMarked;
