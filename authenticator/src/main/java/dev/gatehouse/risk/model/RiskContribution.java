package dev.gatehouse.risk.model;

import java.util.Locale;
import java.util.Objects;

/**
 * One term of a score.
 *
 * @param kind what was observed
 * @param nats its contribution to the score; positive is suspicious, negative is familiar; finite
 */
public record RiskContribution(Kind kind, double nats) {

    /** The kinds of observations. The name in lower case is the value in events, stable for programs that read them. */
    public enum Kind {
        /** The user has used this network before. */
        NETWORK_KNOWN,
        /** The user has used this provider before, in another of its networks. */
        PROVIDER_KNOWN,
        /** The user has logged in from this country before, with another provider. */
        NETWORK_NEW,
        /** The user has not logged in from this country before. */
        COUNTRY_NEW,
        /** The admin configured this network as the company's own. */
        COMPANY_NETWORK,
        BROWSER_KNOWN,
        BROWSER_NEW,
        SYSTEM_NEW,
        /** The browser has the same version as last time. */
        VERSION_SAME,
        /** The browser was updated. */
        VERSION_NEWER,
        /** The browser skipped versions: it is rarely used, or a different one. */
        VERSION_JUMP,
        /** The browser version is older than last time. */
        VERSION_OLDER,
        DEVICE_KNOWN,
        /** The device was used before, without a second factor. */
        DEVICE_SEEN,
        DEVICE_UNKNOWN,
        /** The device token was used again after it had been replaced. */
        DEVICE_REPLAYED,
        /** Impossible travel since the latest login. */
        TRAVEL,
        LISTED_DENIED,
        LISTED_HOSTING,
        LISTED_VPN,
        /** Failed attempts preceded this one. */
        FAILURES,
        /** The user logs in more often, or less often, than others do. */
        FREQUENCY;

        private final String code = name().toLowerCase(Locale.ROOT);

        /** The stable name used in events. */
        public String code() {
            return code;
        }
    }

    public RiskContribution {
        Objects.requireNonNull(kind, "kind");
        if (!Double.isFinite(nats)) {
            throw new IllegalArgumentException("a term of the score must be finite: " + kind + "=" + nats);
        }
    }
}
