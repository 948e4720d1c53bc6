package dev.gatehouse.mfa.factor;

/** A passkey or security key that has signed for a user. Only {@link WebAuthnVerifier} can make one. */
public final class VerifiedWebAuthnKey {

    private final String userId;

    VerifiedWebAuthnKey(String userId) {
        this.userId = userId;
    }

    /** Whose key it is. */
    public String userId() {
        return userId;
    }
}
