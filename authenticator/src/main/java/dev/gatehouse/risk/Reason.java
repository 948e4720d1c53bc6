package dev.gatehouse.risk;

import java.util.Objects;

/**
 * One term of a score.
 *
 * @param kind what was noticed
 * @param nats what it adds to the score; positive is suspicious, negative is familiar, finite
 */
public record Reason(Kind kind, double nats) {

    /** What can be noticed about an attempt. The name in lower case is the value in events, for programs in any language. */
    public enum Kind {
        NETWORK_KNOWN,
        NETWORK_NEW,
        COUNTRY_NEW,
        BROWSER_KNOWN,
        BROWSER_NEW,
        SYSTEM_NEW,
        DEVICE_KNOWN,
        DEVICE_UNKNOWN;

        /** The stable name used in events. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Reason {
        Objects.requireNonNull(kind, "kind");
        if (!Double.isFinite(nats)) {
            throw new IllegalArgumentException("a term of the score must be finite: " + kind + "=" + nats);
        }
    }
}
