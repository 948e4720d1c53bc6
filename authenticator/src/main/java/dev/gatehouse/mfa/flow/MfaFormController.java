package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.membership.Administrators;
import dev.gatehouse.keycloak.text.SupportContact;
import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import dev.gatehouse.mfa.decision.Gate;
import dev.gatehouse.mfa.decision.LoginKey;
import dev.gatehouse.mfa.decision.LoginNotes;
import dev.gatehouse.mfa.decision.LoginSecurityStamp;
import dev.gatehouse.mfa.decision.MfaDecision;
import dev.gatehouse.mfa.decision.MfaEvidence;
import dev.gatehouse.mfa.decision.RiskDecision;
import dev.gatehouse.mfa.factor.AvailableFactors;
import dev.gatehouse.mfa.factor.Factor;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Consumer;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;

/** The second step in a browser: decides whether to ask, and for what; each factor has a dialogue of its own. */
final class MfaFormController {

    private static final String BUTTON_OTHER_FACTOR = "factor";

    private final LoginContext loginContext;
    private final AdaptiveMfaService mfa;
    private final LoginKey loginKey;
    private final LoginNotes notes;
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
        this.notes = new LoginNotes(loginContext.authSession());
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
        Optional<MfaEvidence> unasked = mfa.requirementAlreadyMet(loginKey, loginContext.authSession());
        if (unasked.isPresent()) {
            pass(unasked.get());
            return;
        }
        RiskDecision riskDecision = mfa.decide(loginKey, loginContext.authSession());
        PendingLogins.keep(loginContext, riskDecision);
        riskDecision.decision().choose(new MfaDecision.Cases<Void>() {
            @Override
            public Void pass(MfaDecision.Allow pass) {
                return MfaFormController.this.pass(mfa.passed(loginKey, pass));
            }

            @Override
            public Void wouldAsk(MfaDecision.WouldChallenge wouldAsk) {
                return MfaFormController.this.pass(mfa.passed(loginKey, wouldAsk));
            }

            @Override
            public Void ask(MfaDecision.Challenge ask) {
                notes.ask(loginContext.user());
                return MfaFormController.this.challenge(factorForm -> factorForm.begin(false));
            }

            @Override
            public Void refuse(MfaDecision.Deny refuse) {
                return refuseWithoutFactor();
            }
        });
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
            LoginFormsProvider form = loginContext.form();
            loginContext.show(form.setError("gatehouseAccountDisabled", SupportContact.of(loginContext.session(), form)).createErrorPage(Response.Status.FORBIDDEN));
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

    private Void challenge(Consumer<FactorForm> what) {
        AvailableFactors factors = mfa.factors(loginKey, loginContext.authSession());
        if (factors.isEmpty()) {
            return refuseWithoutFactor();
        }
        Factor asked = factors.chosen(notes.chosen(loginContext.user()));
        FactorChallenge challenge = new FactorChallenge(loginContext, mfa, loginKey, asked, factors.besides(asked), owesFreshProof);
        what.accept(switch (asked) {
            case EMAIL -> new EmailOtpForm(challenge);
            case AUTHENTICATOR_APP, RECOVERY_CODE -> new CodeForm(challenge);
            case PASSKEY, SECURITY_KEY -> new WebAuthnForm(challenge);
        });
        return null;
    }

    /** Whether the account was secured since the first factor. A second factor would not mend that. */
    private boolean isRevoked() {
        return new Gate(loginContext.session(), loginContext.realm()).isRevoked(loginContext.authSession(), loginContext.user());
    }

    private Void refuseWithoutFactor() {
        LoginEvents.nothingToAskFor(loginContext);
        LoginFormsProvider form = loginContext.form();
        if (Administrators.include(loginContext.realm(), loginContext.user())) {
            form.setError("gatehouseNoEmailOfAdmin");
        } else {
            form.setError("gatehouseNoEmail", SupportContact.of(loginContext.session(), form));
        }
        loginContext.show(form.createErrorPage(Response.Status.FORBIDDEN));
        return null;
    }

    private Void pass(MfaEvidence evidence) {
        PendingLogins.secure(loginContext, mfa, evidence, false);
        loginContext.pass();
        return null;
    }
}
