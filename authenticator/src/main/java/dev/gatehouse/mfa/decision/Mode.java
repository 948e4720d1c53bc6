package dev.gatehouse.mfa.decision;

import java.util.Locale;

/** What is done about a suspicious login, in the order in which an admin should come to it. */
public enum Mode {
    /** Nothing: no score, no question. */
    OFF,
    /** It is scored and recorded, and never asked. */
    OBSERVE,
    /** A second factor is asked for. */
    ENFORCE;

    /** The name used in the configuration. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
