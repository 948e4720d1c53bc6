/** The second factors that a user has, and the verification of WebAuthn assertions (passkeys and security keys). */
package dev.gatehouse.mfa.factor;
