package dev.gatehouse.login;

import dev.gatehouse.factor.Factor;
import dev.gatehouse.factor.Factors;
import dev.gatehouse.mfa.Judgement;
import dev.gatehouse.mfa.LoginStamp;
import dev.gatehouse.mfa.Proof;
import dev.gatehouse.mfa.SecondStep;
import dev.gatehouse.mfa.Subject;
import dev.gatehouse.mfa.Verdict;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The second step where there is no browser. A suspicious login is answered with {@code mfa_required} and a token for the second
 * call, which brings the code together with the password. A call with the token and without a code asks for the mail again.
 */
final class DirectGrantMfaAuthenticator implements Authenticator {

    private static final String MFA_TOKEN = "mfa_token";
    private static final String CODE = "code";
    private static final String MFA_DELIVERY = "mfa_delivery";
    private static final List<Factor> TYPED = List.of(Factor.AUTHENTICATOR_APP, Factor.RECOVERY_CODE, Factor.EMAIL);
    private static final int TOKEN_BYTES = 24;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{32}");

    private final SecondStepFactory factory;

    DirectGrantMfaAuthenticator(SecondStepFactory factory) {
        this.factory = factory;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        FlowDoor door = new FlowDoor(context);
        SecondStep step = factory.secondStep(context);
        LoginRecorder.keepLogin(context.getSession(), context.getAuthenticationSession());
        CheckedPassword.note(context);
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        Optional<String> token = Optional.ofNullable(form.getFirst(MFA_TOKEN)).filter(text -> TOKEN.matcher(text).matches());
        LoginStamp stamp = new LoginStamp(context.getSession(), door.authSession()).begin(door.user());
        Subject subject = new Subject(
                door.realm(), door.user(), door.authSession().getClient(), token.orElseGet(DirectGrantMfaAuthenticator::newToken), stamp.securedAt());
        Optional<Proof> unasked = step.withoutJudgement(subject, door.authSession());
        if (unasked.isPresent()) {
            pass(door, step, unasked.get());
            return;
        }
        Judgement judgement = step.judge(subject, door.authSession());
        PendingLogins.keep(door, judgement);
        judgement.verdict().choose(new Verdict.Cases<Void>() {
            @Override
            public Void pass(Verdict.Pass pass) {
                return DirectGrantMfaAuthenticator.pass(door, step, step.passed(subject, pass));
            }

            @Override
            public Void wouldAsk(Verdict.WouldAsk wouldAsk) {
                return DirectGrantMfaAuthenticator.pass(door, step, step.passed(subject, wouldAsk));
            }

            @Override
            public Void ask(Verdict.Ask ask) {
                String code = token.isPresent() ? form.getFirst(CODE) : null;
                return DirectGrantMfaAuthenticator.ask(door, step, subject, Factor.ofId(form.getFirst(MFA_DELIVERY)), code);
            }

            @Override
            public Void refuse(Verdict.Refuse refuse) {
                LoginEvents.nothingToAskFor(door);
                return DirectGrantMfaAuthenticator.answer(door, MfaRequired.plain("no_email",
                        "This login needs a security code, and the account has no email address to send it to."));
            }
        });
    }

    private static Void ask(FlowDoor door, SecondStep step, Subject subject, Optional<Factor> choice, String code) {
        if (step.isLockedForGood(subject)) {
            return refuse(door, Errors.USER_DISABLED, MfaRequired.plain("locked", "The account is locked."));
        }
        Factors factors = step.factors(subject).among(TYPED);
        if (factors.isEmpty()) {
            return refuse(door, MfaRequired.ERROR, MfaRequired.plain("use_browser",
                    "This login needs a passkey or security key, which only a browser can ask for. Sign in through the browser."));
        }
        choice.ifPresent(step.choice(subject)::remember);
        DirectGrantDialogue dialogue = new DirectGrantDialogue(door, step, subject, factors, factors.chosen(choice.or(step.choice(subject)::get)));
        if (code == null || code.isBlank()) {
            dialogue.begin();
        } else {
            dialogue.answer(code);
        }
        return null;
    }

    private static Void pass(FlowDoor door, SecondStep step, Proof proof) {
        PendingLogins.secure(door, step, proof, false);
        door.pass();
        return null;
    }

    private static Void refuse(FlowDoor door, String event, MfaRequired answer) {
        LoginEvents.error(door, event);
        return answer(door, answer);
    }

    private static Void answer(FlowDoor door, MfaRequired answer) {
        door.show(answer.response());
        return null;
    }

    private static String newToken() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(SecretGenerator.getInstance().randomBytes(TOKEN_BYTES));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        authenticate(context);
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
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
