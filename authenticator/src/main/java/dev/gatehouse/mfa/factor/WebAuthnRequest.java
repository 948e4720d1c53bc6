package dev.gatehouse.mfa.factor;

import java.util.List;

/**
 * The options of a signature request to the browser (WebAuthn Level 2 §5.5, PublicKeyCredentialRequestOptions).
 *
 * @param challenge random, base64url
 * @param relyingPartyId the domain that keys are bound to
 * @param userVerification {@code required}, {@code preferred}, {@code discouraged}, or {@code not specified}
 * @param timeoutSeconds how long the browser waits; 0 leaves it to the browser
 * @param credentialIds the user's keys, base64url
 */
public record WebAuthnRequest(
        String challenge,
        String relyingPartyId,
        String userVerification,
        int timeoutSeconds,
        List<String> credentialIds) {

    public WebAuthnRequest {
        credentialIds = List.copyOf(credentialIds);
    }
}
