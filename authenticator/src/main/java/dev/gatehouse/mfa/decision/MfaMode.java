package dev.gatehouse.mfa.decision;

import java.util.Locale;

/** What happens to a suspicious login, in the order in which an administrator should introduce it. */
public enum MfaMode {
    /** Nothing: logins are neither scored nor challenged. */
    OFF,
    /** It is scored and recorded, but never challenged. */
    OBSERVE,
    /** It is challenged for a second factor. */
    ENFORCE;

    /** The name used in the configuration. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
