package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.membership.Administrators;
import dev.gatehouse.keycloak.text.SupportContact;
import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import dev.gatehouse.mfa.decision.ChallengeNotes;
import dev.gatehouse.mfa.decision.LoginKey;
import dev.gatehouse.mfa.decision.LoginRequirement;
import dev.gatehouse.mfa.decision.LoginSecurityStamp;
import dev.gatehouse.mfa.decision.MfaDecision;
import dev.gatehouse.mfa.decision.MfaEvidence;
import dev.gatehouse.mfa.decision.RiskDecision;
import dev.gatehouse.mfa.decision.SessionGate;
import dev.gatehouse.mfa.factor.AvailableFactors;
import dev.gatehouse.mfa.factor.Factor;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Consumer;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;

/** The MFA step in a browser: decides whether to challenge and for which factor. Each factor has its own form. */
final class MfaFormController {

    private static final String BUTTON_OTHER_FACTOR = "factor";

    private final LoginContext loginContext;
    private final AdaptiveMfaService mfa;
    private final LoginKey loginKey;
    private final ChallengeNotes notes;
    private final boolean isForChange;

    /**
     * Creates a controller and takes the security stamp of the login.
     *
     * @param isForChange whether the login is about to change factors, which requires a challenge even where the login itself would not
     */
    MfaFormController(LoginContext loginContext, AdaptiveMfaService mfa, boolean isForChange) {
        this.loginContext = loginContext;
        this.mfa = mfa;
        new LoginSecurityStamp(loginContext.session(), loginContext.authSession()).begin(loginContext.user());
        this.loginKey = loginContext.loginKey();
        this.isForChange = isForChange;
        this.notes = new ChallengeNotes(loginContext.authSession());
    }

    /** Handles an initial request, page reload or back navigation (GET). */
    void begin() {
        if (isRevoked()) {
            RestartLoginPage.show(loginContext);
            return;
        }
        if (!isForChange && mfa.isSettled(loginKey, loginContext.authSession())) {
            loginContext.pass();
            return;
        }
        if (notes.isChallenged(loginContext.user())) {
            challenge(FactorForm::show);
            return;
        }
        if (isForChange) {
            notes.markChallenged(loginContext.user());
            challenge(factorForm -> factorForm.begin(false));
            return;
        }
        LoginRequirement requirement = mfa.requirement(loginKey, loginContext.authSession());
        Optional<MfaEvidence> alreadyMet = mfa.requirementAlreadyMet(requirement);
        if (alreadyMet.isPresent()) {
            pass(alreadyMet.get());
            return;
        }
        RiskDecision riskDecision = mfa.decide(requirement);
        PendingLogins.keep(loginContext, riskDecision);
        MfaDecision decision = riskDecision.decision();
        Runnable next =
                switch (decision.kind()) {
                    case ALLOW -> () -> pass(mfa.passed(loginKey, (MfaDecision.Allow) decision));
                    case WOULD_CHALLENGE ->
                        () -> passByMailbox(
                                requirement, () -> pass(mfa.passed(loginKey, (MfaDecision.WouldChallenge) decision)));
                    case CHALLENGE ->
                        () -> passByMailbox(requirement, () -> {
                            notes.markChallenged(loginContext.user());
                            boolean isShared = mfa.isOnSharedComputer(requirement);
                            challenge(factorForm -> factorForm.begin(isShared));
                        });
                    case DENY -> this::denyWithoutFactor;
                };
        next.run();
    }

    /** A user who has just proven the mailbox for a new password is not challenged for an emailed code. */
    private void passByMailbox(LoginRequirement requirement, Runnable otherwise) {
        mfa.takeMailbox(requirement)
                .ifPresentOrElse(
                        mailbox -> {
                            PendingLogins.secure(loginContext, mfa, mailbox.evidence(), mailbox.isShared());
                            loginContext.pass();
                        },
                        otherwise);
    }

    /** Handles a submitted form. */
    void answer() {
        if (isRevoked()) {
            RestartLoginPage.show(loginContext);
            return;
        }
        if (!notes.isChallenged(loginContext.user())) {
            begin();
            return;
        }
        if (mfa.isLockedForGood(loginKey)) {
            LoginEvents.error(loginContext, Errors.USER_DISABLED);
            LoginFormsProvider form = loginContext.form();
            loginContext.show(form.setError("gatehouseAccountDisabled", SupportContact.of(loginContext.session(), form))
                    .createErrorPage(Response.Status.FORBIDDEN));
            return;
        }
        MultivaluedMap<String, String> form = loginContext.request().getDecodedFormParameters();
        Optional<Factor> chosen = Factor.ofId(form.getFirst(BUTTON_OTHER_FACTOR));
        if (chosen.isPresent()) {
            // challenge() checks whether this factor is available: the submitted value is untrusted.
            notes.choose(loginContext.user(), chosen.get());
            challenge(factorForm -> factorForm.begin(FactorChallenge.isShared(form)));
        } else {
            challenge(factorForm -> factorForm.answer(form));
        }
    }

    private void challenge(Consumer<FactorForm> step) {
        AvailableFactors factors = isForChange
                ? mfa.factorsForChange(loginKey, loginContext.authSession())
                : mfa.factors(loginKey, loginContext.authSession());
        if (factors.isEmpty()) {
            denyWithoutFactor();
            return;
        }
        Factor factor = factors.chosen(notes.chosen(loginContext.user()));
        FactorChallenge challenge =
                new FactorChallenge(loginContext, mfa, loginKey, factor, factors.besides(factor), isForChange);
        step.accept(
                switch (factor) {
                    case EMAIL -> new EmailOtpForm(challenge);
                    case AUTHENTICATOR_APP, RECOVERY_CODE -> new CodeForm(challenge);
                    case PASSKEY, SECURITY_KEY -> new WebAuthnForm(challenge);
                });
    }

    /** Whether the account was secured since the first factor. A second factor would not make the login valid again. */
    private boolean isRevoked() {
        return new SessionGate(loginContext.session(), loginContext.realm())
                .isRevoked(loginContext.authSession(), loginContext.user());
    }

    private void denyWithoutFactor() {
        LoginEvents.noFactorAvailable(loginContext);
        LoginFormsProvider form = loginContext.form();
        if (Administrators.include(loginContext.realm(), loginContext.user())) {
            form.setError("gatehouseNoEmailOfAdmin");
        } else {
            form.setError("gatehouseNoEmail", SupportContact.of(loginContext.session(), form));
        }
        loginContext.show(form.createErrorPage(Response.Status.FORBIDDEN));
    }

    private void pass(MfaEvidence evidence) {
        PendingLogins.secure(loginContext, mfa, evidence, false);
        loginContext.pass();
    }
}
