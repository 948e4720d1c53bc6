package dev.gatehouse.login;

import dev.gatehouse.account.AccountStamp;
import dev.gatehouse.account.SecurityStamps;
import dev.gatehouse.code.MfaTokens;
import dev.gatehouse.factor.Factor;
import dev.gatehouse.factor.Factors;
import dev.gatehouse.mfa.Judgement;
import dev.gatehouse.mfa.LoginStamp;
import dev.gatehouse.mfa.Proof;
import dev.gatehouse.mfa.SecondStep;
import dev.gatehouse.mfa.Subject;
import dev.gatehouse.mfa.Verdict;
import dev.gatehouse.signals.RequestReader;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
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
    private static final Pattern UNSIGNED_TOKEN = Pattern.compile("[A-Za-z0-9_-]{32}");

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
        LoginStamp stamp = new LoginStamp(context.getSession(), door.authSession()).begin(door.user());
        MfaTokens tokens = tokens(door, stamp);
        Optional<String> token = Optional.ofNullable(form.getFirst(MFA_TOKEN));
        MfaTokens.Standing standing = standing(door, step, stamp, tokens, token);
        Subject subject = subject(door, stamp, standing == MfaTokens.Standing.ISSUED ? token.orElseThrow() : newToken(door, tokens));
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
                return DirectGrantMfaAuthenticator.ask(door, step, subject, standing, form);
            }

            @Override
            public Void refuse(Verdict.Refuse refuse) {
                LoginEvents.nothingToAskFor(door);
                return DirectGrantMfaAuthenticator.answer(door, MfaRequired.plain("no_email",
                        "This login needs a security code, and the account has no email address to send it to."));
            }
        });
    }

    private static Void ask(FlowDoor door, SecondStep step, Subject subject, MfaTokens.Standing standing, MultivaluedMap<String, String> form) {
        if (step.isLockedForGood(subject)) {
            return refuse(door, Errors.USER_DISABLED, MfaRequired.plain("locked", "The account is locked."));
        }
        Factors factors = step.factors(subject).among(TYPED);
        if (factors.isEmpty()) {
            return refuse(door, MfaRequired.ERROR, MfaRequired.plain("use_browser",
                    "This login needs a passkey or security key, which only a browser can ask for. Sign in through the browser."));
        }
        Optional<Factor> choice = Factor.ofId(form.getFirst(MFA_DELIVERY));
        return switch (standing) {
            case ABSENT -> {
                Factor factor = factors.chosen(choice);
                if (factors.offered().size() > 1) {
                    // The token may be that of an earlier call, in which something else was chosen.
                    step.choice(subject).remember(factor);
                }
                new DirectGrantDialogue(door, step, subject, factors, factor).begin();
                yield null;
            }
            case ISSUED -> goOn(door, step, subject, factors, choice, form.getFirst(CODE));
            case OUTDATED -> refuse(door, "gatehouse_code_expired", MfaRequired.plain("expired",
                    "The account was secured or changed since this mfa_token was issued. Ask for a new code by sending the new mfa_token without code.")
                    .forSecondCall(subject.loginId(), factors.offered()));
            case UNKNOWN -> refuse(door, "gatehouse_mfa_token_unknown", MfaRequired.plain("unknown_token",
                    "This mfa_token was not issued for this account and client. Begin again without mfa_token and code."));
        };
    }

    private static Void goOn(FlowDoor door, SecondStep step, Subject subject, Factors factors, Optional<Factor> choice, String code) {
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

    private static MfaTokens tokens(FlowDoor door, LoginStamp stamp) {
        AccountStamp account = new SecurityStamps(door.session(), door.realm()).of(door.user()).at(stamp.securedAt());
        return MfaTokens.of(door.session(), door.realm(), door.user().getId(), door.authSession().getClient().getId(), account.text());
    }

    private static String newToken(FlowDoor door, MfaTokens tokens) {
        String userAgent = door.session().getContext().getRequestHeaders().getHeaderString(HttpHeaders.USER_AGENT);
        return tokens.issue(new RequestReader(door.session()).prefix(door.realm()), userAgent == null ? "" : userAgent);
    }

    private static MfaTokens.Standing standing(FlowDoor door, SecondStep step, LoginStamp stamp, MfaTokens tokens, Optional<String> token) {
        MfaTokens.Standing standing = tokens.read(token.orElse(null));
        // Versions that signed nothing took whatever was sent. What they have mailed a code for is as good as issued.
        boolean isFromBefore = standing == MfaTokens.Standing.UNKNOWN
                && token.filter(text -> UNSIGNED_TOKEN.matcher(text).matches()).isPresent()
                && door.user().getEmail() != null
                && step.emailedCodes(subject(door, stamp, token.orElseThrow())).status().everIssued();
        return isFromBefore ? MfaTokens.Standing.ISSUED : standing;
    }

    private static Subject subject(FlowDoor door, LoginStamp stamp, String loginId) {
        return new Subject(door.realm(), door.user(), door.authSession().getClient(), loginId, stamp.securedAt());
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
