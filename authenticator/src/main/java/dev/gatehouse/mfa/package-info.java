/** Adaptive MFA: from the first factor to the token issuance guard. */
@NullMarked
package dev.gatehouse.mfa;

import org.jspecify.annotations.NullMarked;
