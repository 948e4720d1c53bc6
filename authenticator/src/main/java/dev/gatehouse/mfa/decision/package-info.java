/** Decides whether a login is challenged, from requirement and risk, and holds the MFA evidence; the same for every entry point. */
@NullMarked
package dev.gatehouse.mfa.decision;

import org.jspecify.annotations.NullMarked;
