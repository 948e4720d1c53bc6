package dev.gatehouse.login;

import dev.gatehouse.enrolment.HeldLink;
import dev.gatehouse.mfa.Judgement;
import dev.gatehouse.mfa.LoginNotes;
import dev.gatehouse.mfa.Proof;
import dev.gatehouse.mfa.SecondStep;
import java.util.Map;

/** Carries what was judged from the second step to the end of the login, where {@link LoginRecorder} learns from it. */
final class PendingLogins {

    private PendingLogins() {}

    /** Keeps the judgement and tells it in the event of the login. */
    static void keep(Door door, Judgement judgement) {
        Map<String, String> details = judgement.details();
        new LoginNotes(door.authSession()).keep(door.user(), judgement, details);
        details.forEach(door.event()::detail);
        LoginMetrics.judged(door.realm(), judgement);
    }

    /**
     * Records how the login was secured, and makes the link that it has held back until then.
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
        new HeldLink(door.session(), door.authSession()).release(door.user());
    }
}
