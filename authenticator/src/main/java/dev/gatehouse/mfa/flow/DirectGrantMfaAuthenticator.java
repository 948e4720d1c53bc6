package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import dev.gatehouse.mfa.decision.DirectGrantNotes;
import dev.gatehouse.mfa.decision.LoginKey;
import dev.gatehouse.mfa.decision.LoginRequirement;
import dev.gatehouse.mfa.decision.LoginSecurityStamp;
import dev.gatehouse.mfa.decision.MfaDecision;
import dev.gatehouse.mfa.decision.MfaEvidence;
import dev.gatehouse.mfa.decision.PendingLoginNotes;
import dev.gatehouse.mfa.decision.RiskDecision;
import dev.gatehouse.mfa.factor.AvailableFactors;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.mfa.otp.MfaTokens;
import dev.gatehouse.mfa.stamp.SecurityStamp;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.signals.RequestReader;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The MFA step of the direct grant. A suspicious login is answered with {@code mfa_required} and a token for the second call, which carries
 * the code together with the password. A call with the token and without a code requests the email again.
 */
final class DirectGrantMfaAuthenticator implements Authenticator {

    private static final String MFA_TOKEN = "mfa_token";
    private static final String CODE = "code";
    private static final String MFA_DELIVERY = "mfa_delivery";
    private static final Pattern UNSIGNED_TOKEN = Pattern.compile("[A-Za-z0-9_-]{32}");

    private final AbstractMfaAuthenticatorFactory factory;

    DirectGrantMfaAuthenticator(AbstractMfaAuthenticatorFactory factory) {
        this.factory = factory;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        FlowLoginContext loginContext = new FlowLoginContext(context);
        AdaptiveMfaService mfa = factory.mfaService(context);
        LoginListener.keepLogin(context.getSession(), context.getAuthenticationSession());
        DirectGrantPasswordNote.note(context);
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        LoginSecurityStamp stamp =
                new LoginSecurityStamp(context.getSession(), loginContext.authSession()).begin(loginContext.user());
        MfaTokens tokens = tokens(loginContext, stamp);
        Optional<String> token = Optional.ofNullable(form.getFirst(MFA_TOKEN));
        MfaTokens.Status tokenStatus = tokenStatus(loginContext, mfa, stamp, tokens, token);
        String loginId = tokenStatus == MfaTokens.Status.ISSUED ? token.orElseThrow() : newToken(loginContext, tokens);
        LoginKey loginKey = loginKey(loginContext, stamp, loginId);
        LoginRequirement requirement = mfa.requirement(loginKey, loginContext.authSession());
        Optional<MfaEvidence> alreadyMet = mfa.requirementAlreadyMet(requirement);
        if (alreadyMet.isPresent()) {
            pass(loginContext, mfa, alreadyMet.get());
            return;
        }
        RiskDecision riskDecision = mfa.decide(requirement);
        PendingLogins.keep(loginContext, riskDecision);
        keepCopied(loginContext, mfa.directGrantNotes(loginKey), tokenStatus, riskDecision);
        MfaDecision decision = riskDecision.decision();
        Runnable next =
                switch (decision.kind()) {
                    case ALLOW -> () -> pass(loginContext, mfa, mfa.passed(loginKey, (MfaDecision.Allow) decision));
                    case WOULD_CHALLENGE ->
                        () -> pass(loginContext, mfa, mfa.passed(loginKey, (MfaDecision.WouldChallenge) decision));
                    case CHALLENGE -> () -> challenge(loginContext, mfa, loginKey, tokenStatus, form);
                    case DENY ->
                        () -> {
                            LoginEvents.noFactorAvailable(loginContext);
                            loginContext.show(MfaRequiredResponse.plain(
                                            "no_email",
                                            "This login needs a security code, and the account has no email address to send it to.")
                                    .response());
                        };
                };
        next.run();
    }

    /** The device whose copy was noticed at the first call is forgotten after the second, whether or not that sends the copy too. */
    private static void keepCopied(
            FlowLoginContext loginContext,
            DirectGrantNotes notes,
            MfaTokens.Status tokenStatus,
            RiskDecision riskDecision) {
        PendingLoginNotes pending = new PendingLoginNotes(loginContext.session(), loginContext.authSession());
        if (riskDecision.attempt().device() == DeviceRecognition.REPLAYED) {
            pending.copied().ifPresent(notes::keepCopied);
        } else if (tokenStatus == MfaTokens.Status.ISSUED) {
            notes.copied().ifPresent(pending::keepCopied);
        }
    }

    private static void challenge(
            FlowLoginContext loginContext,
            AdaptiveMfaService mfa,
            LoginKey loginKey,
            MfaTokens.Status tokenStatus,
            MultivaluedMap<String, String> form) {
        if (mfa.isLockedForGood(loginKey)) {
            refuse(loginContext, Errors.USER_DISABLED, MfaRequiredResponse.plain("locked", "The account is locked."));
            return;
        }
        AvailableFactors factors = mfa.factors(loginKey).among(Factor.TYPED);
        if (factors.isEmpty()) {
            refuse(
                    loginContext,
                    MfaRequiredResponse.ERROR,
                    MfaRequiredResponse.plain(
                            "use_browser",
                            "This login needs a passkey or security key, which only a browser can ask for. Sign in through the browser."));
            return;
        }
        Optional<Factor> choice = Factor.ofId(form.getFirst(MFA_DELIVERY));
        Runnable next =
                switch (tokenStatus) {
                    case ABSENT ->
                        () -> {
                            Factor factor = factors.chosen(choice);
                            if (factors.offered().size() > 1) {
                                // The token may be from an earlier call that chose another factor.
                                mfa.directGrantNotes(loginKey).keepFactor(factor);
                            }
                            new DirectGrantChallenge(loginContext, mfa, loginKey, factors, factor).begin();
                        };
                    case ISSUED -> () -> secondCall(loginContext, mfa, loginKey, factors, choice, form.getFirst(CODE));
                    case OUTDATED ->
                        () -> refuse(
                                loginContext,
                                GatehouseEvents.CODE_EXPIRED,
                                MfaRequiredResponse.plain(
                                                "expired",
                                                "The account was secured or changed since this mfa_token was issued. Ask for a new code by sending the new mfa_token without code.")
                                        .forSecondCall(loginKey.loginId(), factors.offered()));
                    case UNKNOWN ->
                        () -> refuse(
                                loginContext,
                                GatehouseEvents.MFA_TOKEN_UNKNOWN,
                                MfaRequiredResponse.plain(
                                        "unknown_token",
                                        "This mfa_token was not issued for this account and client. Start again without mfa_token and code."));
                };
        next.run();
    }

    private static void secondCall(
            FlowLoginContext loginContext,
            AdaptiveMfaService mfa,
            LoginKey loginKey,
            AvailableFactors factors,
            Optional<Factor> choice,
            @Nullable String code) {
        choice.ifPresent(mfa.directGrantNotes(loginKey)::keepFactor);
        DirectGrantChallenge challenge = new DirectGrantChallenge(
                loginContext,
                mfa,
                loginKey,
                factors,
                factors.chosen(choice.or(mfa.directGrantNotes(loginKey)::factor)));
        if (code == null || code.isBlank()) {
            challenge.begin();
        } else {
            challenge.answer(code);
        }
    }

    private static void pass(FlowLoginContext loginContext, AdaptiveMfaService mfa, MfaEvidence evidence) {
        PendingLogins.secure(loginContext, mfa, evidence, false);
        loginContext.pass();
    }

    private static void refuse(FlowLoginContext loginContext, String event, MfaRequiredResponse answer) {
        LoginEvents.error(loginContext, event);
        loginContext.show(answer.response());
    }

    private static MfaTokens tokens(FlowLoginContext loginContext, LoginSecurityStamp stamp) {
        SecurityStamp account = new SecurityStampService(loginContext.session(), loginContext.realm())
                .of(loginContext.user())
                .at(stamp.securedAt());
        return MfaTokens.of(
                loginContext.session(),
                loginContext.realm(),
                loginContext.user().getId(),
                loginContext.authSession().getClient().getId(),
                account.text());
    }

    private static String newToken(FlowLoginContext loginContext, MfaTokens tokens) {
        String userAgent =
                loginContext.session().getContext().getRequestHeaders().getHeaderString(HttpHeaders.USER_AGENT);
        return tokens.issue(
                new RequestReader(loginContext.session()).prefix(loginContext.realm()),
                userAgent == null ? "" : userAgent);
    }

    private static MfaTokens.Status tokenStatus(
            FlowLoginContext loginContext,
            AdaptiveMfaService mfa,
            LoginSecurityStamp stamp,
            MfaTokens tokens,
            Optional<String> token) {
        MfaTokens.Status tokenStatus = tokens.read(token.orElse(null));
        // Earlier versions did not sign tokens and accepted any value. A value for which they emailed a code counts as
        // issued.
        boolean isUnsigned = tokenStatus == MfaTokens.Status.UNKNOWN
                && token.filter(text -> UNSIGNED_TOKEN.matcher(text).matches()).isPresent()
                && loginContext.user().getEmail() != null
                && mfa.emailOtpChallenge(loginKey(loginContext, stamp, token.orElseThrow()))
                        .status()
                        .everIssued();
        return isUnsigned ? MfaTokens.Status.ISSUED : tokenStatus;
    }

    private static LoginKey loginKey(FlowLoginContext loginContext, LoginSecurityStamp stamp, String loginId) {
        return new LoginKey(
                loginContext.realm(),
                loginContext.user(),
                loginContext.authSession().getClient(),
                loginId,
                stamp.securedAt());
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
