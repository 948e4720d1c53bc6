package dev.gatehouse.mfa.decision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The user session notes that say how the login was secured that opened a session. */
public final class SessionNotes {

    /** How the login was secured: the claim of a {@link MfaEvidence.AmrMethod}. */
    public static final String METHOD = "gatehouse.mfa";

    /** When, in seconds since the epoch. */
    public static final String METHOD_AT = "gatehouse.mfa.at";

    /** The types of credentials that Keycloak itself had checked by then, separated by spaces. */
    public static final String CREDENTIALS = "gatehouse.credentials";

    /** Whether nothing was demanded, because the user came through a provider and was not privileged then. */
    public static final String UNPRIVILEGED = "gatehouse.unprivileged";

    /** When the account had been secured as of the login's first factor, see {@link dev.gatehouse.risk.profile.SecuredAt#text}. */
    public static final String STAMP = "gatehouse.stamp";

    /** All of the above. */
    static final List<String> ALL = List.of(METHOD, METHOD_AT, CREDENTIALS, UNPRIVILEGED, STAMP);

    /** One for each level of authentication, that says when it was proven last, in seconds since the epoch. */
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

    /** The levels of authentication that were proven by second factors, and when, out of the notes of a user session. */
    static Map<Integer, String> levels(Map<String, String> notes) {
        Map<Integer, String> levels = new LinkedHashMap<>();
        notes.forEach((note, at) -> {
            if (isOfLevel(note)) {
                AuthenticationLevels.number(note.substring(LEVEL.length())).ifPresent(level -> levels.put(level, at));
            }
        });
        return levels;
    }
}
