package dev.gatehouse.bench.timing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The kinds of addresses to enter on the sign-in page. */
enum SignInKind {
    /** No account. */
    UNKNOWN(Group.LOCAL),
    /** An account with a password, not loaded since the server started. */
    KNOWN(Group.LOCAL),
    /** An account with a password, in the server's cache. */
    KNOWN_AND_CACHED(Group.LOCAL),
    /** An account locked by too many failed attempts. */
    LOCKED(Group.LOCAL),
    /** A disabled account. */
    DISABLED(Group.LOCAL),
    /** No account, in the domain of a company. */
    COMPANY_UNKNOWN(Group.COMPANY),
    /** An account with a password, in the domain of a company. */
    COMPANY_KNOWN(Group.COMPANY);

    /** The number of wrong passwords that locks an account. */
    static final int FAILURE_FACTOR = 14;

    private static final int MOST_TRIES = 12;
    private static final String SECRET =
            "{\"value\":\"c29tZXRoaW5nIHRoYXQgaXMgbm8gaGFzaCBvZiBhbnk=\",\"salt\":\"c29tZSBzYWx0IG9mIDE2Qg==\"}";
    /** Keycloak's default password hashing, so that a wrong password costs the same as there. */
    private static final String ARGON2 = "{\"hashIterations\":5,\"algorithm\":\"argon2\",\"additionalParameters\":"
            + "{\"hashLength\":[\"32\"],\"memory\":[\"7168\"],\"type\":[\"id\"],\"version\":[\"1.3\"],\"parallelism\":[\"1\"]}}";

    private final Group group;

    SignInKind(Group group) {
        this.group = group;
    }

    /** Kinds that must be indistinguishable for a stranger. */
    enum Group {
        LOCAL,
        COMPANY
    }

    Group group() {
        return group;
    }

    /** The number of accounts for a number of attempts. */
    int accounts(int tries) {
        return switch (this) {
            case UNKNOWN, COMPANY_UNKNOWN -> 0;
            case KNOWN, DISABLED, COMPANY_KNOWN -> tries;
            case KNOWN_AND_CACHED -> tries / MOST_TRIES + 1;
            case LOCKED -> 1;
        };
    }

    /** The number of wrong passwords entered for each account beforehand. */
    int triesBefore() {
        return switch (this) {
            case UNKNOWN, KNOWN, DISABLED, COMPANY_UNKNOWN, COMPANY_KNOWN -> 0;
            case KNOWN_AND_CACHED -> 1;
            case LOCKED -> FAILURE_FACTOR;
        };
    }

    /** The address for one attempt; all addresses of a group have the same length. */
    String address(int number, int tries) {
        return account(accounts(tries) == 0 ? number : number % accounts(tries));
    }

    /** The address of an account, or of no account. */
    String account(int number) {
        return String.format(
                Locale.ROOT, "u%d%05d@%s", ordinal(), number, group == Group.COMPANY ? "globex.test" : "acme.test");
    }

    /** Writes an account in Keycloak's import format. */
    void describe(ObjectNode user, int number) {
        user.put("username", account(number))
                .put("email", account(number))
                .put("firstName", "Timing")
                .put("lastName", "Bench")
                .put("emailVerified", true)
                .put("enabled", this != DISABLED);
        user.putArray("credentials")
                .addObject()
                .put("type", "password")
                .put("secretData", SECRET)
                .put("credentialData", ARGON2);
    }

    /** The display name. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
