package dev.gatehouse.mfa.factor;

/**
 * What the browser answers, each base64url as it was posted (WebAuthn Level 2 §5.2.2, AuthenticatorAssertionResponse). It may be
 * anything, also {@code null}.
 *
 * @param credentialId which key
 * @param clientData what the browser says was signed
 * @param authenticatorData what the key says
 * @param signature the signature
 * @param userHandle whom the key takes the user for; empty if it does not say
 */
public record WebAuthnAssertion(String credentialId, String clientData, String authenticatorData, String signature, String userHandle) {}
