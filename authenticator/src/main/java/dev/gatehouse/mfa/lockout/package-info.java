/** Brute-force detection: counts wrong codes, lets trusted browsers past a temporary lockout, lets the owner lift it, holds refusals back. */
@NullMarked
package dev.gatehouse.mfa.lockout;

import org.jspecify.annotations.NullMarked;
