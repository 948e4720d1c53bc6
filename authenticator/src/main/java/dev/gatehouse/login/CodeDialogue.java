package dev.gatehouse.login;

import dev.gatehouse.code.CodeStatus;
import dev.gatehouse.code.Outcome;
import dev.gatehouse.mfa.Judgement;
import dev.gatehouse.mfa.LoginNotes;
import dev.gatehouse.mfa.Proof;
import dev.gatehouse.mfa.SecondStep;
import dev.gatehouse.mfa.Sending;
import dev.gatehouse.mfa.Subject;
import dev.gatehouse.mfa.Verdict;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.events.Errors;

/**
 * The second step in a browser. What is shown follows from the verdict and from where the code stands; only a POST ever sends a
 * mail, so neither reload nor the back button nor a scanner does.
 */
final class CodeDialogue {

    private static final String FIELD_CODE = "code";
    private static final String BUTTON_SEND = "send";
    private static final String BOX_SHARED_COMPUTER = "sharedComputer";

    private final Door door;
    private final SecondStep step;
    private final Subject subject;
    private final LoginNotes notes;

    CodeDialogue(Door door, SecondStep step) {
        this.door = door;
        this.step = step;
        this.subject = door.subject();
        this.notes = new LoginNotes(door.authSession());
    }

    /** Somebody comes, reloads or comes back. */
    void begin() {
        if (notes.isAsked(door.user())) {
            if (!subject.hasEmail()) {
                refuseWithoutAddress();
                return;
            }
            door.show(CodePage.of(door, step.status(subject)).plain());
            return;
        }
        Optional<Proof.Method> unasked = step.withoutJudgement(subject, door.authSession());
        if (unasked.isPresent()) {
            pass(step.passed(subject, unasked.get()));
            return;
        }
        Judgement judgement = step.judge(subject, door.authSession());
        PendingLogins.keep(door, judgement);
        judgement.verdict().choose(new Verdict.Cases<Void>() {
            @Override
            public Void pass(Verdict.Pass pass) {
                return CodeDialogue.this.pass(step.passed(subject, pass.method()));
            }

            @Override
            public Void wouldAsk(Verdict.WouldAsk wouldAsk) {
                return CodeDialogue.this.pass(step.passed(subject, wouldAsk.method()));
            }

            @Override
            public Void ask(Verdict.Ask ask) {
                notes.ask(door.user());
                return askForCode();
            }

            @Override
            public Void refuse(Verdict.Refuse refuse) {
                return refuseWithoutAddress();
            }
        });
    }

    /** A form was posted. */
    void answer() {
        if (!notes.isAsked(door.user())) {
            begin();
            return;
        }
        if (!subject.hasEmail()) {
            refuseWithoutAddress();
            return;
        }
        if (step.isLockedForGood(subject)) {
            LoginEvents.error(door.event(), door.user(), Errors.USER_DISABLED);
            door.refuse(door.form().setError("gatehouseAccountDisabled").createErrorPage(Response.Status.FORBIDDEN));
            return;
        }
        MultivaluedMap<String, String> form = door.request().getDecodedFormParameters();
        boolean isShared = form.containsKey(BOX_SHARED_COMPUTER);
        if (form.containsKey(BUTTON_SEND)) {
            Sending sending = send();
            door.show(CodePage.of(door, step.status(subject)).sharedComputer(isShared).after(sending));
            return;
        }
        step.check(subject, form.getFirst(FIELD_CODE)).choose(new CheckedCode(isShared));
    }

    private Void refuseWithoutAddress() {
        LoginEvents.error(door.event(), door.user(), "gatehouse_no_email");
        door.refuse(door.form().setError("gatehouseNoEmail").createErrorPage(Response.Status.FORBIDDEN));
        return null;
    }

    private Void pass(Proof proof) {
        PendingLogins.secure(door, step, proof, false);
        door.pass();
        return null;
    }

    /** A password was just posted, so a mail may leave; after an identity provider, the person presses a button first. */
    private Void askForCode() {
        CodeStatus before = step.status(subject);
        boolean isPost = HttpMethod.POST.equals(door.request().getHttpMethod());
        if (isPost && before.validUntil().isEmpty()) {
            Sending sending = send();
            door.show(CodePage.of(door, step.status(subject)).firstTime(sending));
        } else {
            door.show(CodePage.of(door, before).plain());
        }
        return null;
    }

    private Sending send() {
        Sending sending = step.send(subject);
        if (sending instanceof Sending.Sent) {
            LoginEvents.codeSent(door.event(), door.user(), notes.details(door.user().getId()));
        } else if (sending instanceof Sending.Failed || sending instanceof Sending.Unconfirmed) {
            LoginEvents.error(door.event(), door.user(), Errors.EMAIL_SEND_FAILED);
        }
        return sending;
    }

    /** What follows from a checked code. */
    private final class CheckedCode implements Outcome.Cases<Void> {

        private final boolean isShared;

        CheckedCode(boolean isShared) {
            this.isShared = isShared;
        }

        @Override
        public Void accepted(Outcome.Accepted accepted) {
            PendingLogins.secure(door, step, step.proven(accepted), isShared);
            door.passWithCode();
            return null;
        }

        @Override
        public Void empty(Outcome.Empty empty) {
            return again(null, page().error("gatehouseCodeEmpty"));
        }

        @Override
        public Void malformed(Outcome.Malformed malformed) {
            return again(null, page().error("gatehouseCodeMalformed", Integer.toString(malformed.length())));
        }

        @Override
        public Void wrong(Outcome.Wrong wrong) {
            return again("gatehouse_code_wrong", page().error("gatehouseCodeWrong"));
        }

        @Override
        public Void expired(Outcome.Expired expired) {
            return again("gatehouse_code_expired", page().error("gatehouseCodeExpired"));
        }

        @Override
        public Void exhausted(Outcome.Exhausted exhausted) {
            return again("gatehouse_code_exhausted", page().exhausted());
        }

        @Override
        public Void blocked(Outcome.Blocked blocked) {
            return again("gatehouse_code_blocked", page().blocked(blocked.until()));
        }

        private CodePage page() {
            return CodePage.of(door, step.status(subject)).sharedComputer(isShared);
        }

        private Void again(String error, Response page) {
            if (error != null) {
                LoginEvents.error(door.event(), door.user(), error);
            }
            door.showAfterFailure(page);
            return null;
        }
    }
}
