package dev.gatehouse.risk.profile;

/**
 * A user who is asked often.
 *
 * @param userId Keycloak's id
 * @param times how often within the last 30 days the user was asked for a second factor, or would have been
 */
public record FrequentlyChallenged(String userId, int times) {}
