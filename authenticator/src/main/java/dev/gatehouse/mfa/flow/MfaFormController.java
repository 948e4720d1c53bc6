package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.membership.Administrators;
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

/** The second step in a browser: decides whether to ask, and for what; each factor has a dialogue of its own. */
final class MfaFormController {

    private static final String BUTTON_OTHER_FACTOR = "factor";

    private final LoginContext door;
    private final AdaptiveMfaService step;
    private final LoginKey subject;
    private final LoginNotes notes;
    private final boolean owesFreshProof;

    /**
     * A dialogue.
     *
     * @param owesFreshProof whether the login is about to change factors, so that somebody is asked who would not be otherwise
     */
    MfaFormController(LoginContext door, AdaptiveMfaService step, boolean owesFreshProof) {
        this.door = door;
        this.step = step;
        new LoginSecurityStamp(door.session(), door.authSession()).begin(door.user());
        this.subject = door.subject();
        this.owesFreshProof = owesFreshProof;
        this.notes = new LoginNotes(door.authSession());
    }

    /** Somebody comes, reloads or comes back. */
    void begin() {
        if (isVoid()) {
            RestartLoginPage.show(door);
            return;
        }
        if (!owesFreshProof && step.isSettled(subject, door.authSession())) {
            door.pass();
            return;
        }
        if (notes.isAsked(door.user())) {
            ask(FactorForm::show);
            return;
        }
        if (owesFreshProof) {
            notes.ask(door.user());
            ask(dialogue -> dialogue.begin(false));
            return;
        }
        Optional<MfaEvidence> unasked = step.withoutJudgement(subject, door.authSession());
        if (unasked.isPresent()) {
            pass(unasked.get());
            return;
        }
        RiskDecision judgement = step.judge(subject, door.authSession());
        PendingLogins.keep(door, judgement);
        judgement.verdict().choose(new MfaDecision.Cases<Void>() {
            @Override
            public Void pass(MfaDecision.Allow pass) {
                return MfaFormController.this.pass(step.passed(subject, pass));
            }

            @Override
            public Void wouldAsk(MfaDecision.WouldChallenge wouldAsk) {
                return MfaFormController.this.pass(step.passed(subject, wouldAsk));
            }

            @Override
            public Void ask(MfaDecision.Challenge ask) {
                notes.ask(door.user());
                return MfaFormController.this.ask(dialogue -> dialogue.begin(false));
            }

            @Override
            public Void refuse(MfaDecision.Deny refuse) {
                return refuseWithoutFactor();
            }
        });
    }

    /** A form was posted. */
    void answer() {
        if (isVoid()) {
            RestartLoginPage.show(door);
            return;
        }
        if (!notes.isAsked(door.user())) {
            begin();
            return;
        }
        if (step.isLockedForGood(subject)) {
            LoginEvents.error(door, Errors.USER_DISABLED);
            door.show(door.form().setError("gatehouseAccountDisabled").createErrorPage(Response.Status.FORBIDDEN));
            return;
        }
        MultivaluedMap<String, String> form = door.request().getDecodedFormParameters();
        Optional<Factor> wanted = Factor.ofId(form.getFirst(BUTTON_OTHER_FACTOR));
        if (wanted.isPresent()) {
            // Whether it is offered is looked up when it is asked for: what was posted may be anything.
            notes.choose(door.user(), wanted.get());
            ask(dialogue -> dialogue.begin(FactorChallenge.isShared(form)));
        } else {
            ask(dialogue -> dialogue.answer(form));
        }
    }

    private Void ask(Consumer<FactorForm> what) {
        AvailableFactors factors = step.factors(subject, door.authSession());
        if (factors.isEmpty()) {
            return refuseWithoutFactor();
        }
        Factor asked = factors.chosen(notes.chosen(door.user()));
        FactorChallenge asking = new FactorChallenge(door, step, subject, asked, factors.besides(asked), owesFreshProof);
        what.accept(switch (asked) {
            case EMAIL -> new EmailOtpForm(asking);
            case AUTHENTICATOR_APP, RECOVERY_CODE -> new CodeForm(asking);
            case PASSKEY, SECURITY_KEY -> new WebAuthnForm(asking);
        });
        return null;
    }

    /** Whether the account was secured since the first factor. A second factor would not mend that. */
    private boolean isVoid() {
        return new Gate(door.session(), door.realm()).isVoid(door.authSession(), door.user());
    }

    private Void refuseWithoutFactor() {
        LoginEvents.nothingToAskFor(door);
        String told = Administrators.include(door.realm(), door.user()) ? "gatehouseNoEmailOfAdmin" : "gatehouseNoEmail";
        door.show(door.form().setError(told).createErrorPage(Response.Status.FORBIDDEN));
        return null;
    }

    private Void pass(MfaEvidence proof) {
        PendingLogins.secure(door, step, proof, false);
        door.pass();
        return null;
    }
}
