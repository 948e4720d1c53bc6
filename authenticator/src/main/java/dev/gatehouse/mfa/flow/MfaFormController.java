package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.membership.Administrators;
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

/** The second step in a browser: decides whether to ask, and for what; each factor has a dialogue of its own. */
final class MfaFormController {

    private static final String BUTTON_OTHER_FACTOR = "factor";

    private final LoginContext loginContext;
    private final AdaptiveMfaService mfa;
    private final LoginKey loginKey;
    private final ChallengeNotes notes;
    private final boolean owesFreshProof;

    /**
     * A dialogue.
     *
     * @param owesFreshProof whether the login is about to change factors, so that somebody is asked who would not be otherwise
     */
    MfaFormController(LoginContext loginContext, AdaptiveMfaService mfa, boolean owesFreshProof) {
        this.loginContext = loginContext;
        this.mfa = mfa;
        new LoginSecurityStamp(loginContext.session(), loginContext.authSession()).begin(loginContext.user());
        this.loginKey = loginContext.subject();
        this.owesFreshProof = owesFreshProof;
        this.notes = new ChallengeNotes(loginContext.authSession());
    }

    /** Somebody comes, reloads or comes back. */
    void begin() {
        if (isRevoked()) {
            RestartLoginPage.show(loginContext);
            return;
        }
        if (!owesFreshProof && mfa.isSettled(loginKey, loginContext.authSession())) {
            loginContext.pass();
            return;
        }
        if (notes.isChallenged(loginContext.user())) {
            challenge(FactorForm::show);
            return;
        }
        if (owesFreshProof) {
            notes.ask(loginContext.user());
            challenge(factorForm -> factorForm.begin(false));
            return;
        }
        LoginRequirement requirement = mfa.requirement(loginKey, loginContext.authSession());
        Optional<MfaEvidence> unasked = mfa.requirementAlreadyMet(requirement);
        if (unasked.isPresent()) {
            pass(unasked.get());
            return;
        }
        RiskDecision riskDecision = mfa.decide(requirement);
        PendingLogins.keep(loginContext, riskDecision);
        MfaDecision decision = riskDecision.decision();
        Runnable next = switch (decision.kind()) {
            case ALLOW -> () -> pass(mfa.passed(loginKey, (MfaDecision.Allow) decision));
            case WOULD_CHALLENGE -> () -> pass(mfa.passed(loginKey, (MfaDecision.WouldChallenge) decision));
            case CHALLENGE -> () -> {
                notes.ask(loginContext.user());
                challenge(factorForm -> factorForm.begin(false));
            };
            case DENY -> this::denyWithoutFactor;
        };
        next.run();
    }

    /** A form was posted. */
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
            loginContext.show(loginContext.form().setError("gatehouseAccountDisabled").createErrorPage(Response.Status.FORBIDDEN));
            return;
        }
        MultivaluedMap<String, String> form = loginContext.request().getDecodedFormParameters();
        Optional<Factor> wanted = Factor.ofId(form.getFirst(BUTTON_OTHER_FACTOR));
        if (wanted.isPresent()) {
            // Whether it is offered is looked up when it is asked for: what was posted may be anything.
            notes.choose(loginContext.user(), wanted.get());
            challenge(factorForm -> factorForm.begin(FactorChallenge.isShared(form)));
        } else {
            challenge(factorForm -> factorForm.answer(form));
        }
    }

    private void challenge(Consumer<FactorForm> what) {
        AvailableFactors factors = mfa.factors(loginKey, loginContext.authSession());
        if (factors.isEmpty()) {
            denyWithoutFactor();
            return;
        }
        Factor asked = factors.chosen(notes.chosen(loginContext.user()));
        FactorChallenge challenge = new FactorChallenge(loginContext, mfa, loginKey, asked, factors.besides(asked), owesFreshProof);
        what.accept(switch (asked) {
            case EMAIL -> new EmailOtpForm(challenge);
            case AUTHENTICATOR_APP, RECOVERY_CODE -> new CodeForm(challenge);
            case PASSKEY, SECURITY_KEY -> new WebAuthnForm(challenge);
        });
    }

    /** Whether the account was secured since the first factor. A second factor would not mend that. */
    private boolean isRevoked() {
        return new SessionGate(loginContext.session(), loginContext.realm()).isRevoked(loginContext.authSession(), loginContext.user());
    }

    private void denyWithoutFactor() {
        LoginEvents.nothingToAskFor(loginContext);
        String told = Administrators.include(loginContext.realm(), loginContext.user()) ? "gatehouseNoEmailOfAdmin" : "gatehouseNoEmail";
        loginContext.show(loginContext.form().setError(told).createErrorPage(Response.Status.FORBIDDEN));
    }

    private void pass(MfaEvidence evidence) {
        PendingLogins.secure(loginContext, mfa, evidence, false);
        loginContext.pass();
    }
}
