package dev.gatehouse.risk.profile;

import java.util.Comparator;

/**
 * A user who is challenged often.
 *
 * @param userId Keycloak's user id
 * @param times how often within the last 30 days the user was challenged for a second factor, or would have been
 */
public record FrequentlyChallenged(String userId, int times) {

    /** The most frequently challenged first, and by id those who were challenged equally often. */
    static final Comparator<FrequentlyChallenged> MOST_FIRST =
            Comparator.comparingInt(FrequentlyChallenged::times).reversed().thenComparing(FrequentlyChallenged::userId);
}
