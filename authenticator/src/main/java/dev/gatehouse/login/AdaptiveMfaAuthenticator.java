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
import java.util.Map;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.Authenticator;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;

/**
 * The second step in a browser. What is shown follows from the verdict and from where the code stands; only a POST ever sends a
 * mail, so neither reload nor the back button nor a scanner does.
 */
final class AdaptiveMfaAuthenticator implements Authenticator {

    private static final String FIELD_CODE = "code";
    private static final String BUTTON_SEND = "send";
    private static final String BOX_SHARED_COMPUTER = "sharedComputer";

    private final SecondStepFactory factory;

    AdaptiveMfaAuthenticator(SecondStepFactory factory) {
        this.factory = factory;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        SecondStep step = factory.secondStep(context);
        Subject subject = Logins.subject(context);
        LoginNotes notes = new LoginNotes(context.getAuthenticationSession());
        if (notes.isAsked(context.getUser())) {
            context.challenge(CodePage.of(context, step.status(subject)).plain());
            return;
        }
        if (step.isOff()) {
            succeed(context, step, step.passed(subject, Proof.Method.NOT_ASKED));
            return;
        }
        Judgement judgement = step.judge(subject);
        PendingLogins.keep(context, notes, judgement);
        judgement.verdict().choose(new Verdict.Cases<Void>() {
            @Override
            public Void pass(Verdict.Pass pass) {
                return succeed(context, step, step.passed(subject, pass.method()));
            }

            @Override
            public Void wouldAsk(Verdict.WouldAsk wouldAsk) {
                return succeed(context, step, step.passed(subject, wouldAsk.method()));
            }

            @Override
            public Void ask(Verdict.Ask ask) {
                notes.ask(context.getUser());
                return askForCode(context, step, subject);
            }

            @Override
            public Void refuse(Verdict.Refuse refuse) {
                return refuseWithoutAddress(context);
            }
        });
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        LoginNotes notes = new LoginNotes(context.getAuthenticationSession());
        if (!notes.isAsked(context.getUser())) {
            authenticate(context);
            return;
        }
        SecondStep step = factory.secondStep(context);
        Subject subject = Logins.subject(context);
        if (step.isLockedForGood(subject)) {
            Logins.error(context, Errors.USER_DISABLED, Map.of());
            context.failure(
                    AuthenticationFlowError.USER_DISABLED,
                    context.form().setError("gatehouseAccountDisabled").createErrorPage(Response.Status.FORBIDDEN));
            return;
        }
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        boolean isShared = form.containsKey(BOX_SHARED_COMPUTER);
        if (form.containsKey(BUTTON_SEND)) {
            Sending sending = send(context, step, subject);
            context.challenge(CodePage.of(context, step.status(subject)).sharedComputer(isShared).after(sending));
            return;
        }
        Outcome outcome = step.check(subject, form.getFirst(FIELD_CODE));
        outcome.choose(new CheckedCode(context, step, subject, isShared));
    }

    private static Void succeed(AuthenticationFlowContext context, SecondStep step, Proof proof) {
        PendingLogins.secure(context, step, proof, false);
        context.success();
        return null;
    }

    /** A password was just posted, so a mail may leave; after an identity provider, the person presses a button first. */
    private static Void askForCode(AuthenticationFlowContext context, SecondStep step, Subject subject) {
        CodeStatus before = step.status(subject);
        boolean isPost = HttpMethod.POST.equals(context.getHttpRequest().getHttpMethod());
        if (isPost && before.validUntil().isEmpty()) {
            Sending sending = send(context, step, subject);
            context.challenge(CodePage.of(context, step.status(subject)).firstTime(sending));
        } else {
            context.challenge(CodePage.of(context, before).plain());
        }
        return null;
    }

    private static Sending send(AuthenticationFlowContext context, SecondStep step, Subject subject) {
        Sending sending = step.send(subject);
        if (sending instanceof Sending.Sent) {
            Logins.codeSent(context);
        } else if (sending instanceof Sending.Failed || sending instanceof Sending.Unconfirmed) {
            Logins.error(context, Errors.EMAIL_SEND_FAILED, Map.of());
        }
        return sending;
    }

    private static Void refuseWithoutAddress(AuthenticationFlowContext context) {
        Logins.error(context, "gatehouse_no_email", Map.of());
        context.failure(
                AuthenticationFlowError.CREDENTIAL_SETUP_REQUIRED,
                context.form().setError("gatehouseNoEmail").createErrorPage(Response.Status.FORBIDDEN));
        return null;
    }

    /** What follows from a checked code. */
    private record CheckedCode(AuthenticationFlowContext context, SecondStep step, Subject subject, boolean isShared)
            implements Outcome.Cases<Void> {

        @Override
        public Void accepted(Outcome.Accepted accepted) {
            PendingLogins.secure(context, step, step.proven(accepted), isShared);
            // The type of credential that lets brute-force detection forget the failures.
            context.success(OTPCredentialModel.TYPE);
            return null;
        }

        @Override
        public Void empty(Outcome.Empty empty) {
            return again(null, page().error("gatehouseCodeEmpty"));
        }

        @Override
        public Void malformed(Outcome.Malformed malformed) {
            return again(null, page().error("gatehouseCodeMalformed", malformed.length()));
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
            return CodePage.of(context, step.status(subject)).sharedComputer(isShared);
        }

        private Void again(String error, Response page) {
            if (error != null) {
                Logins.error(context, error, Map.of());
            }
            context.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, page);
            return null;
        }
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        // Also for users without an address: they are told so, instead of being let through or sent to a setup that is not there.
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        // nothing to set up
    }

    @Override
    public void close() {
        // holds nothing
    }
}
