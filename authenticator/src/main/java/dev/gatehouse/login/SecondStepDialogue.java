package dev.gatehouse.login;

import dev.gatehouse.factor.Factor;
import dev.gatehouse.factor.Factors;
import dev.gatehouse.mfa.Gate;
import dev.gatehouse.mfa.Judgement;
import dev.gatehouse.mfa.LoginNotes;
import dev.gatehouse.mfa.LoginStamp;
import dev.gatehouse.mfa.Proof;
import dev.gatehouse.mfa.SecondStep;
import dev.gatehouse.mfa.Subject;
import dev.gatehouse.mfa.Verdict;
import dev.gatehouse.people.Administrators;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Consumer;
import org.keycloak.events.Errors;

/** The second step in a browser: decides whether to ask, and for what; each factor has a dialogue of its own. */
final class SecondStepDialogue {

    private static final String BUTTON_OTHER_FACTOR = "factor";

    private final Door door;
    private final SecondStep step;
    private final Subject subject;
    private final LoginNotes notes;
    private final boolean owesFreshProof;

    /**
     * A dialogue.
     *
     * @param owesFreshProof whether the login is about to change factors, so that somebody is asked who would not be otherwise
     */
    SecondStepDialogue(Door door, SecondStep step, boolean owesFreshProof) {
        this.door = door;
        this.step = step;
        new LoginStamp(door.session(), door.authSession()).begin(door.user());
        this.subject = door.subject();
        this.owesFreshProof = owesFreshProof;
        this.notes = new LoginNotes(door.authSession());
    }

    /** Somebody comes, reloads or comes back. */
    void begin() {
        if (isVoid()) {
            SignInAgain.show(door);
            return;
        }
        if (!owesFreshProof && step.isSettled(subject, door.authSession())) {
            door.pass();
            return;
        }
        if (notes.isAsked(door.user())) {
            ask(FactorDialogue::show);
            return;
        }
        if (owesFreshProof) {
            notes.ask(door.user());
            ask(dialogue -> dialogue.begin(false));
            return;
        }
        Optional<Proof> unasked = step.withoutJudgement(subject, door.authSession());
        if (unasked.isPresent()) {
            pass(unasked.get());
            return;
        }
        Judgement judgement = step.judge(subject, door.authSession());
        PendingLogins.keep(door, judgement);
        judgement.verdict().choose(new Verdict.Cases<Void>() {
            @Override
            public Void pass(Verdict.Pass pass) {
                return SecondStepDialogue.this.pass(step.passed(subject, pass));
            }

            @Override
            public Void wouldAsk(Verdict.WouldAsk wouldAsk) {
                return SecondStepDialogue.this.pass(step.passed(subject, wouldAsk));
            }

            @Override
            public Void ask(Verdict.Ask ask) {
                notes.ask(door.user());
                return SecondStepDialogue.this.ask(dialogue -> dialogue.begin(false));
            }

            @Override
            public Void refuse(Verdict.Refuse refuse) {
                return refuseWithoutFactor();
            }
        });
    }

    /** A form was posted. */
    void answer() {
        if (isVoid()) {
            SignInAgain.show(door);
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
            ask(dialogue -> dialogue.begin(Asking.isShared(form)));
        } else {
            ask(dialogue -> dialogue.answer(form));
        }
    }

    private Void ask(Consumer<FactorDialogue> what) {
        Factors factors = step.factors(subject, door.authSession());
        if (factors.isEmpty()) {
            return refuseWithoutFactor();
        }
        Factor asked = factors.chosen(notes.chosen(door.user()));
        Asking asking = new Asking(door, step, subject, asked, factors.besides(asked), owesFreshProof);
        what.accept(switch (asked) {
            case EMAIL -> new EmailDialogue(asking);
            case AUTHENTICATOR_APP, RECOVERY_CODE -> new OwnCodeDialogue(asking);
            case PASSKEY, SECURITY_KEY -> new KeyDialogue(asking);
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

    private Void pass(Proof proof) {
        PendingLogins.secure(door, step, proof, false);
        door.pass();
        return null;
    }
}
