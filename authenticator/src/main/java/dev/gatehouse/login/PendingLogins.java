package dev.gatehouse.login;

import dev.gatehouse.mfa.Judgement;
import dev.gatehouse.mfa.LoginNotes;
import dev.gatehouse.mfa.Proof;
import dev.gatehouse.mfa.SecondStep;
import org.keycloak.authentication.AuthenticationFlowContext;

/** Carries what was judged from the second step to the end of the login, where {@link LoginRecorder} learns from it. */
final class PendingLogins {

    private PendingLogins() {}

    /** Keeps the judgement and tells it in the event of the login. */
    static void keep(AuthenticationFlowContext context, LoginNotes notes, Judgement judgement) {
        notes.keep(context.getUser(), judgement);
        judgement.describe(context.getEvent()::detail);
        LoginRecorder.keepLookup(context.getSession(), context.getUser().getId(), judgement.profile());
    }

    /**
     * Records how the login was secured.
     *
     * @param isShared whether the person said that others use this computer too
     */
    static void secure(AuthenticationFlowContext context, SecondStep step, Proof proof, boolean isShared) {
        LoginNotes notes = new LoginNotes(context.getAuthenticationSession());
        notes.secured(context.getSession(), proof);
        notes.details(context.getUser().getId()).forEach(context.getEvent()::detail);
        if (isShared) {
            notes.done();
        } else {
            step.rememberFor(proof.method()).ifPresent(notes::rememberDevice);
        }
        context.getEvent().detail("gatehouse_mfa", proof.method().claim());
    }
}
