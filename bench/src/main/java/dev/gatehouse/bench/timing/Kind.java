package dev.gatehouse.bench.timing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The kinds of addresses to enter. Every address is used once, because an account gets one email at a time. */
enum Kind {
    /** No account: the baseline of the comparison. */
    UNKNOWN,
    /** An account with a password, which is sent a link. */
    KNOWN,
    /** A disabled account. */
    DISABLED,
    /** An account that signs in at a company's identity provider and has no password here. */
    WITHOUT_PASSWORD;

    /** Not a hash of any password: no user signs in with it. */
    private static final String HASH = "c29tZXRoaW5nIHRoYXQgaXMgbm8gaGFzaA==";

    /** The address of an account, or of no account. */
    String address(int number) {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + number + "@acme.test";
    }

    /** Writes an account in Keycloak's import format. */
    void describe(ObjectNode user, int number) {
        String address = address(number);
        user.put("id", "timing-" + name() + "-" + number)
                .put("username", address)
                .put("email", address)
                .put("firstName", "Timing")
                .put("lastName", "Bench")
                .put("emailVerified", true)
                .put("enabled", this != DISABLED);
        if (this == WITHOUT_PASSWORD) {
            user.putArray("federatedIdentities")
                    .addObject()
                    .put("identityProvider", "corp")
                    .put("userId", address)
                    .put("userName", address);
        } else {
            user.putArray("credentials")
                    .addObject()
                    .put("type", "password")
                    .put("secretData", "{\"value\":\"" + HASH + "\",\"salt\":\"" + HASH + "\"}")
                    .put("credentialData", "{\"hashIterations\":1,\"algorithm\":\"pbkdf2-sha256\"}");
        }
    }
}
