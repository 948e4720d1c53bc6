package dev.gatehouse.risk.model;

/** Compares an attempt with what is usual for the user. Implementations are pure: same arguments, same answer, no exception. */
@FunctionalInterface
public interface RiskModel {

    /**
     * Assesses an attempt.
     *
     * @param attempt the attempt, its time not before the profile's last login (an earlier time counts as that time)
     * @param profile what is known of the user, {@link Profile#EMPTY} where nothing is
     * @param population how common values are in the realm
     */
    Assessment assess(LoginAttempt attempt, Profile profile, Population population);
}
