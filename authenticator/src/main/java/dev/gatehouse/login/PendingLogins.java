package dev.gatehouse.login;

import dev.gatehouse.mfa.Judgement;
import dev.gatehouse.mfa.LoginNotes;
import dev.gatehouse.mfa.Proof;
import dev.gatehouse.mfa.SecondStep;
import dev.gatehouse.profile.ProfileStore;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** Carries what was judged from the second step to the end of the login, where {@link LoginRecorder} learns from it. */
final class PendingLogins {

    private static final String LOOKUP = "gatehouse.lookup:";

    private PendingLogins() {}

    /** Keeps the judgement and tells it in the event of the login. */
    static void keep(Door door, Judgement judgement) {
        Map<String, String> details = judgement.details();
        new LoginNotes(door.authSession()).keep(door.user(), judgement, details);
        details.forEach(door.event()::detail);
        LoginMetrics.judged(door.realm(), judgement);
        door.session().setAttribute(LOOKUP + door.user().getId(), judgement.profile());
    }

    /** What was read of a profile earlier in the same request, so that a login that is not asked reads it once. */
    static Optional<ProfileStore.Lookup> lookup(KeycloakSession session, UserModel user) {
        return Optional.ofNullable(session.getAttribute(LOOKUP + user.getId(), ProfileStore.Lookup.class));
    }

    /**
     * Records how the login was secured.
     *
     * @param isShared whether the person said that others use this computer too
     */
    static void secure(Door door, SecondStep step, Proof proof, boolean isShared) {
        LoginNotes notes = new LoginNotes(door.authSession());
        notes.secured(door.session(), proof, step.acrLevel(proof.method()));
        notes.details(door.user().getId()).forEach(door.event()::detail);
        if (!isShared) {
            step.rememberFor(proof.method()).ifPresent(notes::rememberDevice);
        }
        if (step.tellsOfSignIn(proof.method())) {
            notes.tellIfNews();
        }
        door.event().detail("gatehouse_mfa", proof.method().claim());
    }
}
