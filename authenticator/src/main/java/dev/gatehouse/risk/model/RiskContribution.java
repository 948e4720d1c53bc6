package dev.gatehouse.risk.model;

import java.util.Locale;
import java.util.Objects;

/**
 * One term of a score.
 *
 * @param kind what was noticed
 * @param nats what it adds to the score; positive is suspicious, negative is familiar, finite
 */
public record RiskContribution(Kind kind, double nats) {

    /** What can be noticed about an attempt. The name in lower case is the value in events, for programs in any language. */
    public enum Kind {
        /** The user has been in this network before. */
        NETWORK_KNOWN,
        /** The user has been with this provider before, in another of its networks. */
        PROVIDER_KNOWN,
        /** The user has been in this country before, with another provider. */
        NETWORK_NEW,
        /** The user has not been in this country before. */
        COUNTRY_NEW,
        /** The admin says that this network is the company's own. */
        COMPANY_NETWORK,
        BROWSER_KNOWN,
        BROWSER_NEW,
        SYSTEM_NEW,
        /** The browser has the version that it had last. */
        VERSION_SAME,
        /** The browser has been brought up to date. */
        VERSION_NEWER,
        /** The browser has skipped versions, as one that is seldom used, or another one. */
        VERSION_JUMP,
        /** The browser is older than it was. */
        VERSION_OLDER,
        DEVICE_KNOWN,
        DEVICE_UNKNOWN,
        /** The device's token has been used again after it was replaced. */
        DEVICE_REPLAYED,
        /** Nobody travels that fast. */
        TRAVEL,
        LISTED_DENIED,
        LISTED_HOSTING,
        LISTED_VPN,
        /** Wrong tries came before this one. */
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
