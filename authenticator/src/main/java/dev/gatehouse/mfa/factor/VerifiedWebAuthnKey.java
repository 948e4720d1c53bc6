package dev.gatehouse.mfa.factor;

/** A passkey or security key whose signature for a user was verified. Only {@link WebAuthnVerifier} creates one. */
public final class VerifiedWebAuthnKey {

    private final String userId;

    VerifiedWebAuthnKey(String userId) {
        this.userId = userId;
    }

    /** The id of the user who owns the key. */
    public String userId() {
        return userId;
    }
}
