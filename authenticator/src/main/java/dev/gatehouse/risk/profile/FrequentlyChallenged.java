package dev.gatehouse.risk.profile;

/**
 * A user who is challenged often.
 *
 * @param userId Keycloak's user id
 * @param times how often within the last 30 days the user was challenged for a second factor, or would have been
 */
public record FrequentlyChallenged(String userId, int times) {}
