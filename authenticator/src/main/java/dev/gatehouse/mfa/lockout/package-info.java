/** Brute-force detection: counts wrong codes, lets trusted browsers past a temporary lockout, lets the owner lift it. */
package dev.gatehouse.mfa.lockout;
