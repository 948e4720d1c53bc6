package dev.gatehouse.mfa.decision;

import java.util.Locale;

/** Why a second factor is asked for. */
public enum ChallengeReason {
    /** A privileged user came through an identity provider. */
    PRIVILEGED,
    /** The app demands a level of authentication that only a proof is worth. */
    LEVEL,
    /** The score is above the threshold. */
    SCORE,
    /** The user has never completed a login here. */
    NO_HISTORY,
    /** The user is not known well enough yet. */
    LEARNING,
    /** The configuration is missing or wrong. */
    CONFIGURATION,
    /** The user's profile cannot be read. */
    PROFILE_UNREADABLE,
    /** There is no country database. */
    COUNTRY_DATABASE_MISSING,
    /** The list of networks cannot be read. */
    NETWORK_LIST_MISSING,
    /** The journey is impossible or the network denied: a known device clears nothing then, nor does an ordinary score. */
    EXTREME,
    /** The device's token had been replaced before: somebody has a copy. */
    REPLAY;

    /** Whether it is something about the login itself, and so what a target rate is about. */
    boolean isStrangeness() {
        return this == SCORE || this == EXTREME || this == REPLAY;
    }

    /** The stable name used in events. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
