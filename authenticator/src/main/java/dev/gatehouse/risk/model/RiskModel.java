package dev.gatehouse.risk.model;

/** Compares a login attempt with what is usual for the user. Implementations are pure: same arguments, same result, no exception. */
@FunctionalInterface
public interface RiskModel {

    /**
     * Assesses a login attempt.
     *
     * @param attempt the attempt; a time before the profile's last login counts as the time of that login
     * @param profile the user's history, {@link Profile#EMPTY} if there is none
     * @param population how common values are in the realm
     */
    Assessment assess(LoginAttempt attempt, Profile profile, Population population);
}
