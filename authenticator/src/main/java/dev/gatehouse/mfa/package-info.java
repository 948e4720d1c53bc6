/** Adaptive MFA: from the first factor to the token issuance guard. */
package dev.gatehouse.mfa;
