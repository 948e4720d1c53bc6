/** The second factors that a user has, and the verification of WebAuthn assertions (passkeys and security keys). */
@NullMarked
package dev.gatehouse.mfa.factor;

import org.jspecify.annotations.NullMarked;
