package dev.gatehouse.mfa.factor;

/**
 * The browser's response, each field base64url as it was posted (WebAuthn Level 2 §5.2.2, AuthenticatorAssertionResponse). Nothing is
 * validated yet: any field may be malformed or {@code null}.
 *
 * @param credentialId the id of the key
 * @param clientData the client data that the browser claims was signed
 * @param authenticatorData the authenticator data of the key
 * @param signature the signature
 * @param userHandle the user whom the key was registered for, according to the key; empty if the key does not return it
 */
public record WebAuthnAssertion(String credentialId, String clientData, String authenticatorData, String signature, String userHandle) {}
