/** The token issuance guard: checks MFA evidence, level and role before an authorization code or an assertion is issued. */
@NullMarked
package dev.gatehouse.mfa.issuance;

import org.jspecify.annotations.NullMarked;
