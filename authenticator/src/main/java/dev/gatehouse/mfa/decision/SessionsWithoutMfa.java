package dev.gatehouse.mfa.decision;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** The sessions of an account without a proven second factor, so that they may belong to an attacker. */
public final class SessionsWithoutMfa {

    private SessionsWithoutMfa() {}

    /** When the oldest was opened, online or offline; empty if there is none. */
    public static Optional<Instant> oldest(KeycloakSession session, RealmModel realm, UserModel user) {
        return Stream.concat(
                        session.sessions().getUserSessionsStream(realm, user),
                        session.sessions().getOfflineUserSessionsStream(realm, user))
                .filter(open -> !isProven(open))
                .map(open -> Instant.ofEpochSecond(open.getStarted()))
                .min(Instant::compareTo);
    }

    private static boolean isProven(UserSessionModel open) {
        String method = open.getNote(SessionNotes.METHOD);
        return method != null
                && MfaEvidence.AmrMethod.ofClaim(method)
                        .filter(MfaEvidence.AmrMethod::isSecondFactor)
                        .isPresent();
    }
}
