package dev.gatehouse.mfa.factor;

import org.jspecify.annotations.Nullable;

/**
 * The browser's response, each field base64url as it was posted (WebAuthn Level 2 §5.2.2, AuthenticatorAssertionResponse). Nothing is
 * validated yet: any field may be malformed or missing.
 *
 * @param credentialId the id of the key
 * @param clientData the client data that the browser claims was signed
 * @param authenticatorData the authenticator data of the key
 * @param signature the signature
 * @param userHandle the user whom the key was registered for, according to the key; empty if the key does not return it
 */
public record WebAuthnAssertion(
        @Nullable String credentialId,
        @Nullable String clientData,
        @Nullable String authenticatorData,
        @Nullable String signature,
        @Nullable String userHandle) {}
