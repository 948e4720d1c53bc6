package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.provider.Variant;
import java.time.Instant;

/** The result of issuing a one-time pass. */
public sealed interface PassIssueResult extends Variant<PassIssueResult.Kind> {

    /** One kind per record below. */
    enum Kind {
        ISSUED,
        TOO_MANY
    }

    /**
     * A pass, which can be read here and nowhere else.
     *
     * @param pass as people read and type it: three groups of four letters and digits
     * @param expiresAt when it expires
     */
    record Issued(String pass, Instant expiresAt) implements PassIssueResult {

        @Override
        public Kind kind() {
            return Kind.ISSUED;
        }

        /** Hides the pass. */
        @Override
        public String toString() {
            return "Issued[hidden]";
        }
    }

    /**
     * The account has been issued as many as it may be.
     *
     * @param until when the next one is possible
     */
    record TooMany(Instant until) implements PassIssueResult {

        @Override
        public Kind kind() {
            return Kind.TOO_MANY;
        }
    }
}
