package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.grant.RequestedLevel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The user session notes that record how the login that opened the session was secured. */
public final class SessionNotes {

    /** How the login was secured: the claim of a {@link MfaEvidence.AmrMethod}. */
    public static final String METHOD = "gatehouse.mfa";

    /** When the login was secured, in seconds since the epoch. */
    public static final String METHOD_AT = "gatehouse.mfa.at";

    /** The types of credentials that Keycloak itself had checked by then, separated by spaces. */
    public static final String CREDENTIALS = "gatehouse.credentials";

    /** Whether no MFA was required, because the user came through an identity provider and was not privileged then. */
    public static final String UNPRIVILEGED = "gatehouse.unprivileged";

    /**
     * Whether only the mode of the MFA step ({@code off} or {@code observe}) let the login pass: it was not decided about, or would have
     * been challenged. Absent in sessions from before this was noted, which counts as no.
     */
    public static final String LENIENT = "gatehouse.lenient";

    /** Whether the login was let pass only because mode {@code enforce} did not reach the user then, see {@link Rollout}. */
    static final String UNREACHED = "gatehouse.unreached";

    /** The security stamp of the account at the login's first factor, see {@link dev.gatehouse.risk.profile.SecuredAt#text}. */
    public static final String STAMP = "gatehouse.stamp";

    /** All of the above. */
    static final List<String> ALL = List.of(METHOD, METHOD_AT, CREDENTIALS, UNPRIVILEGED, LENIENT, UNREACHED, STAMP);

    /** Prefix of one note per level of authentication: when it was last proven, in seconds since the epoch. */
    private static final String LEVEL = "gatehouse.level.";

    private SessionNotes() {}

    /** The note of a level of authentication. */
    static String ofLevel(int level) {
        return LEVEL + level;
    }

    /** Whether a note is that of a level. */
    static boolean isOfLevel(String note) {
        return note.startsWith(LEVEL);
    }

    /** Parses the levels of authentication proven by second factors, and when, from the notes of a user session. */
    static Map<Integer, String> levels(Map<String, String> notes) {
        Map<Integer, String> levels = new LinkedHashMap<>();
        notes.forEach((note, at) -> {
            if (isOfLevel(note)) {
                RequestedLevel.number(note.substring(LEVEL.length())).ifPresent(level -> levels.put(level, at));
            }
        });
        return levels;
    }
}
