package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import dev.gatehouse.mfa.decision.EvidenceNotes;
import dev.gatehouse.mfa.decision.MfaEvidence;
import dev.gatehouse.mfa.decision.PendingLoginNotes;
import dev.gatehouse.mfa.decision.RiskDecision;
import dev.gatehouse.mfa.device.KnownDevices;
import dev.gatehouse.mfa.enrolment.PendingIdpLink;
import dev.gatehouse.risk.model.DeviceRecognition;
import java.util.Map;

/** Carries the risk decision from the MFA step to the end of the login, where {@link LoginListener} learns from it. */
final class PendingLogins {

    private PendingLogins() {}

    /** Keeps the decision and adds it to the event of the login. */
    static void keep(LoginContext loginContext, RiskDecision riskDecision) {
        Map<String, String> details = riskDecision.details();
        PendingLoginNotes notes = new PendingLoginNotes(loginContext.session(), loginContext.authSession());
        notes.keep(loginContext.user(), riskDecision, details);
        if (riskDecision.attempt().device() == DeviceRecognition.REPLAYED) {
            new KnownDevices(loginContext.session())
                    .identify(loginContext.realm(), loginContext.user())
                    .ifPresent(notes::keepCopied);
        }
        details.forEach(loginContext.event()::detail);
        LoginMetrics.decided(loginContext.realm(), riskDecision);
    }

    /**
     * Records how the login was secured, and creates the identity provider link that was held back until then.
     *
     * @param isShared whether the user has ticked that others use this computer too
     */
    static void secure(LoginContext loginContext, AdaptiveMfaService mfa, MfaEvidence evidence, boolean isShared) {
        PendingLoginNotes notes = new PendingLoginNotes(loginContext.session(), loginContext.authSession());
        new EvidenceNotes(loginContext.authSession())
                .secured(loginContext.session(), evidence, mfa.acrLevel(evidence.method()));
        notes.details(loginContext.user().getId()).forEach(loginContext.event()::detail);
        notes.keepDeviceLife(mfa.deviceLife());
        if (mfa.sendsSignInNotice(evidence.method())) {
            notes.notifyIfUnusual();
        }
        if (!isShared && mfa.remembersDevice(evidence.method())) {
            notes.rememberDevice(mfa.deviceLife());
            new DeviceOfLogin(loginContext.session(), loginContext.authSession()).rememberIfProven(loginContext.user());
        }
        loginContext.event().detail(GatehouseEvents.MFA, evidence.method().claim());
        new PendingIdpLink(loginContext.session(), loginContext.authSession()).release(loginContext.user());
    }
}
