package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import dev.gatehouse.mfa.decision.LoginNotes;
import dev.gatehouse.mfa.decision.MfaEvidence;
import dev.gatehouse.mfa.decision.RiskDecision;
import dev.gatehouse.mfa.enrolment.PendingIdpLink;
import java.util.Map;

/** Carries what was judged from the second step to the end of the login, where {@link LoginListener} learns from it. */
final class PendingLogins {

    private PendingLogins() {}

    /** Keeps the judgement and tells it in the event of the login. */
    static void keep(LoginContext door, RiskDecision judgement) {
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
    static void secure(LoginContext door, AdaptiveMfaService step, MfaEvidence proof, boolean isShared) {
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
        new PendingIdpLink(door.session(), door.authSession()).release(door.user());
    }
}
