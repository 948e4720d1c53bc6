package dev.gatehouse.mfa.decision;

import java.util.Locale;

/** Why a login is challenged for a second factor. */
public enum ChallengeReason {
    /** A privileged user came through an identity provider. */
    PRIVILEGED,
    /** The app requests a level of authentication that only a second factor reaches. */
    LEVEL,
    /** The user has just set a new password by email and continues without typing it. */
    RECOVERY,
    /** The score is above the threshold. */
    SCORE,
    /** The user has never completed a login here. */
    NO_HISTORY,
    /** The user's profile is still learning. */
    LEARNING,
    /** The configuration is missing or invalid. */
    CONFIGURATION,
    /** The user's profile cannot be read. */
    PROFILE_UNREADABLE,
    /** There is no country database. */
    COUNTRY_DATABASE_MISSING,
    /** The list of networks cannot be read. */
    NETWORK_LIST_MISSING,
    /** Impossible travel or a denied network: neither a known device nor an ordinary score exempts the login. */
    EXTREME,
    /** The device token had been replaced before, so it was copied. */
    REPLAY;

    /** Whether the reason is risk in the login itself, which the target rate limits. */
    boolean isRisk() {
        return this == SCORE || this == EXTREME || this == REPLAY;
    }

    /** The stable name used in events. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
