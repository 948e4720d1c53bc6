package dev.gatehouse.bench.timing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Whose address is typed. Every address is used once, because an account gets one mail at a time. */
enum Kind {
    /** Nobody's. What the others are compared with. */
    UNKNOWN,
    /** Somebody's with a password, who is mailed a link. */
    KNOWN,
    /** Somebody's who is disabled. */
    DISABLED,
    /** Somebody's who signs in at a company's own provider, and has no password here. */
    WITHOUT_PASSWORD;

    /** Nobody signs in, so that it need not be the hash of anything. */
    private static final String HASH = "c29tZXRoaW5nIHRoYXQgaXMgbm8gaGFzaA==";

    /** The address of one account, or of none. */
    String address(int number) {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + number + "@acme.test";
    }

    /** Describes one account as Keycloak imports it. */
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
            user.putArray("federatedIdentities").addObject().put("identityProvider", "corp").put("userId", address).put("userName", address);
        } else {
            user.putArray("credentials").addObject()
                    .put("type", "password")
                    .put("secretData", "{\"value\":\"" + HASH + "\",\"salt\":\"" + HASH + "\"}")
                    .put("credentialData", "{\"hashIterations\":1,\"algorithm\":\"pbkdf2-sha256\"}");
        }
    }
}
