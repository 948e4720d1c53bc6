package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import dev.gatehouse.mfa.decision.LoginKey;
import dev.gatehouse.mfa.decision.LoginSecurityStamp;
import dev.gatehouse.mfa.decision.MfaDecision;
import dev.gatehouse.mfa.decision.MfaEvidence;
import dev.gatehouse.mfa.decision.RiskDecision;
import dev.gatehouse.mfa.factor.AvailableFactors;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.mfa.otp.MfaTokens;
import dev.gatehouse.mfa.stamp.SecurityStamp;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.risk.signals.RequestReader;
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

    private final AbstractMfaAuthenticatorFactory factory;

    DirectGrantMfaAuthenticator(AbstractMfaAuthenticatorFactory factory) {
        this.factory = factory;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        FlowLoginContext door = new FlowLoginContext(context);
        AdaptiveMfaService step = factory.secondStep(context);
        LoginListener.keepLogin(context.getSession(), context.getAuthenticationSession());
        DirectGrantPasswordNote.note(context);
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        LoginSecurityStamp stamp = new LoginSecurityStamp(context.getSession(), door.authSession()).begin(door.user());
        MfaTokens tokens = tokens(door, stamp);
        Optional<String> token = Optional.ofNullable(form.getFirst(MFA_TOKEN));
        MfaTokens.Standing standing = standing(door, step, stamp, tokens, token);
        LoginKey subject = subject(door, stamp, standing == MfaTokens.Standing.ISSUED ? token.orElseThrow() : newToken(door, tokens));
        Optional<MfaEvidence> unasked = step.withoutJudgement(subject, door.authSession());
        if (unasked.isPresent()) {
            pass(door, step, unasked.get());
            return;
        }
        RiskDecision judgement = step.judge(subject, door.authSession());
        PendingLogins.keep(door, judgement);
        judgement.verdict().choose(new MfaDecision.Cases<Void>() {
            @Override
            public Void pass(MfaDecision.Allow pass) {
                return DirectGrantMfaAuthenticator.pass(door, step, step.passed(subject, pass));
            }

            @Override
            public Void wouldAsk(MfaDecision.WouldChallenge wouldAsk) {
                return DirectGrantMfaAuthenticator.pass(door, step, step.passed(subject, wouldAsk));
            }

            @Override
            public Void ask(MfaDecision.Challenge ask) {
                return DirectGrantMfaAuthenticator.ask(door, step, subject, standing, form);
            }

            @Override
            public Void refuse(MfaDecision.Deny refuse) {
                LoginEvents.nothingToAskFor(door);
                return DirectGrantMfaAuthenticator.answer(door, MfaRequiredResponse.plain("no_email",
                        "This login needs a security code, and the account has no email address to send it to."));
            }
        });
    }

    private static Void ask(FlowLoginContext door, AdaptiveMfaService step, LoginKey subject, MfaTokens.Standing standing, MultivaluedMap<String, String> form) {
        if (step.isLockedForGood(subject)) {
            return refuse(door, Errors.USER_DISABLED, MfaRequiredResponse.plain("locked", "The account is locked."));
        }
        AvailableFactors factors = step.factors(subject).among(TYPED);
        if (factors.isEmpty()) {
            return refuse(door, MfaRequiredResponse.ERROR, MfaRequiredResponse.plain("use_browser",
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
                new DirectGrantChallenge(door, step, subject, factors, factor).begin();
                yield null;
            }
            case ISSUED -> goOn(door, step, subject, factors, choice, form.getFirst(CODE));
            case OUTDATED -> refuse(door, "gatehouse_code_expired", MfaRequiredResponse.plain("expired",
                    "The account was secured or changed since this mfa_token was issued. Ask for a new code by sending the new mfa_token without code.")
                    .forSecondCall(subject.loginId(), factors.offered()));
            case UNKNOWN -> refuse(door, "gatehouse_mfa_token_unknown", MfaRequiredResponse.plain("unknown_token",
                    "This mfa_token was not issued for this account and client. Begin again without mfa_token and code."));
        };
    }

    private static Void goOn(FlowLoginContext door, AdaptiveMfaService step, LoginKey subject, AvailableFactors factors, Optional<Factor> choice, String code) {
        choice.ifPresent(step.choice(subject)::remember);
        DirectGrantChallenge dialogue = new DirectGrantChallenge(door, step, subject, factors, factors.chosen(choice.or(step.choice(subject)::get)));
        if (code == null || code.isBlank()) {
            dialogue.begin();
        } else {
            dialogue.answer(code);
        }
        return null;
    }

    private static Void pass(FlowLoginContext door, AdaptiveMfaService step, MfaEvidence proof) {
        PendingLogins.secure(door, step, proof, false);
        door.pass();
        return null;
    }

    private static Void refuse(FlowLoginContext door, String event, MfaRequiredResponse answer) {
        LoginEvents.error(door, event);
        return answer(door, answer);
    }

    private static Void answer(FlowLoginContext door, MfaRequiredResponse answer) {
        door.show(answer.response());
        return null;
    }

    private static MfaTokens tokens(FlowLoginContext door, LoginSecurityStamp stamp) {
        SecurityStamp account = new SecurityStampService(door.session(), door.realm()).of(door.user()).at(stamp.securedAt());
        return MfaTokens.of(door.session(), door.realm(), door.user().getId(), door.authSession().getClient().getId(), account.text());
    }

    private static String newToken(FlowLoginContext door, MfaTokens tokens) {
        String userAgent = door.session().getContext().getRequestHeaders().getHeaderString(HttpHeaders.USER_AGENT);
        return tokens.issue(new RequestReader(door.session()).prefix(door.realm()), userAgent == null ? "" : userAgent);
    }

    private static MfaTokens.Standing standing(FlowLoginContext door, AdaptiveMfaService step, LoginSecurityStamp stamp, MfaTokens tokens, Optional<String> token) {
        MfaTokens.Standing standing = tokens.read(token.orElse(null));
        // Versions that signed nothing took whatever was sent. What they have mailed a code for is as good as issued.
        boolean isFromBefore = standing == MfaTokens.Standing.UNKNOWN
                && token.filter(text -> UNSIGNED_TOKEN.matcher(text).matches()).isPresent()
                && door.user().getEmail() != null
                && step.emailedCodes(subject(door, stamp, token.orElseThrow())).status().everIssued();
        return isFromBefore ? MfaTokens.Standing.ISSUED : standing;
    }

    private static LoginKey subject(FlowLoginContext door, LoginSecurityStamp stamp, String loginId) {
        return new LoginKey(door.realm(), door.user(), door.authSession().getClient(), loginId, stamp.securedAt());
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
