package dev.gatehouse.bench.timing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Whose address is typed on the sign-in page. */
enum SignInKind {
    /** Nobody's. */
    UNKNOWN(Group.LOCAL),
    /** Somebody's with a password, whom nobody has asked for since the server started. */
    KNOWN(Group.LOCAL),
    /** Somebody's with a password, whose account is in the server's cache. */
    KNOWN_AND_CACHED(Group.LOCAL),
    /** Somebody's whose account too many tries have locked. */
    LOCKED(Group.LOCAL),
    /** Somebody's who is disabled. */
    DISABLED(Group.LOCAL),
    /** Nobody's, in the domain of a company. */
    COMPANY_UNKNOWN(Group.COMPANY),
    /** Somebody's with a password, in the domain of a company. */
    COMPANY_KNOWN(Group.COMPANY);

    /** How many wrong passwords lock an account. */
    static final int FAILURE_FACTOR = 14;

    private static final int MOST_TRIES = 12;
    private static final String SECRET = "{\"value\":\"c29tZXRoaW5nIHRoYXQgaXMgbm8gaGFzaCBvZiBhbnk=\",\"salt\":\"c29tZSBzYWx0IG9mIDE2Qg==\"}";
    /** Keycloak's default policy, so that a wrong password costs what it costs there. */
    private static final String ARGON2 = "{\"hashIterations\":5,\"algorithm\":\"argon2\",\"additionalParameters\":"
            + "{\"hashLength\":[\"32\"],\"memory\":[\"7168\"],\"type\":[\"id\"],\"version\":[\"1.3\"],\"parallelism\":[\"1\"]}}";

    private final Group group;

    SignInKind(Group group) {
        this.group = group;
    }

    /** Kinds of which a stranger may not tell one from another. */
    enum Group {
        LOCAL, COMPANY
    }

    Group group() {
        return group;
    }

    /** How many accounts it takes for so many tries. */
    int accounts(int tries) {
        return switch (this) {
            case UNKNOWN, COMPANY_UNKNOWN -> 0;
            case KNOWN, DISABLED, COMPANY_KNOWN -> tries;
            case KNOWN_AND_CACHED -> tries / MOST_TRIES + 1;
            case LOCKED -> 1;
        };
    }

    /** How many wrong passwords each account has seen before. */
    int triesBefore() {
        return switch (this) {
            case UNKNOWN, KNOWN, DISABLED, COMPANY_UNKNOWN, COMPANY_KNOWN -> 0;
            case KNOWN_AND_CACHED -> 1;
            case LOCKED -> FAILURE_FACTOR;
        };
    }

    /** The address for one try; all are of one length in a group. */
    String address(int number, int tries) {
        return account(accounts(tries) == 0 ? number : number % accounts(tries));
    }

    /** The address of one account, or of none. */
    String account(int number) {
        return String.format(Locale.ROOT, "u%d%05d@%s", ordinal(), number, group == Group.COMPANY ? "globex.test" : "acme.test");
    }

    /** Describes one account as Keycloak imports it. */
    void describe(ObjectNode user, int number) {
        user.put("username", account(number))
                .put("email", account(number))
                .put("firstName", "Timing")
                .put("lastName", "Bench")
                .put("emailVerified", true)
                .put("enabled", this != DISABLED);
        user.putArray("credentials").addObject().put("type", "password").put("secretData", SECRET).put("credentialData", ARGON2);
    }

    /** How people read it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
