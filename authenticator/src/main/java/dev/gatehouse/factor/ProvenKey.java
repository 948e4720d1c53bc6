package dev.gatehouse.factor;

/** A passkey or security key that has signed for a user. Only {@link SecurityKeys} can make one. */
public final class ProvenKey {

    private final String userId;

    ProvenKey(String userId) {
        this.userId = userId;
    }

    /** Whose key it is. */
    public String userId() {
        return userId;
    }
}
