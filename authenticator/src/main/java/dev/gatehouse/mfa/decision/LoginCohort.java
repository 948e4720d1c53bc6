package dev.gatehouse.mfa.decision;

import java.util.Locale;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The part of a roll-out that a user belongs to, for the report. */
public enum LoginCohort {
    /** The user is a member of the pilot. */
    PILOT,
    /** There is a pilot, and the user is not a member. */
    OTHERS;

    /** The stable name used in reports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The part that a user belongs to; empty if there is no pilot. */
    public static Optional<LoginCohort> of(KeycloakSession session, RealmModel realm, Rollout rollout, UserModel user) {
        if (rollout.pilot().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(rollout.hasInPilot(session, realm, user) ? PILOT : OTHERS);
    }
}
