package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.grant.EmailedLinkLogin;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.metrics.Refusal;
import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import dev.gatehouse.mfa.decision.AuthenticationLevels;
import dev.gatehouse.mfa.decision.ChallengeNotes;
import dev.gatehouse.mfa.decision.LoginSecurityStamp;
import dev.gatehouse.mfa.decision.MfaDecision;
import dev.gatehouse.mfa.decision.MfaSettings;
import dev.gatehouse.mfa.decision.MfaSettingsResolver;
import dev.gatehouse.mfa.decision.RecentMfa;
import dev.gatehouse.mfa.decision.SessionGate;
import dev.gatehouse.mfa.decision.StepUp;
import dev.gatehouse.mfa.enforcement.EnforcementStart;
import dev.gatehouse.mfa.enrolment.EnrolmentActions;
import dev.gatehouse.mfa.enrolment.PendingIdpLink;
import dev.gatehouse.mfa.issuance.UnmetAuthenticationRequirements;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The gate as a required action: Keycloak evaluates it at every login, through every entry point, before any other action. */
final class MfaGate implements RequiredActionProvider {

    private static final String LOGIN_ACTIONS = "/login-actions/";
    private static final String TOKEN_ENDPOINT = "/protocol/openid-connect/token";

    /** Keycloak aborts a due action that an app requests ({@code kc_action}) if the action does not support it. */
    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        GatehouseRequiredActions.forgetInitiated(login);
        new LoginSecurityStamp(context.getSession(), login).begin(context.getUser());
        SessionGate gate = new SessionGate(context.getSession(), context.getRealm());
        new EnforcementStart(context.getSession(), context.getRealm()).note(gate.scope());
        decideWithoutPage(context, gate);
        AuthenticationLevels levels = new AuthenticationLevels(context.getSession(), login);
        levels.discardUnproven(context.getUser());
        if (gate.isPassed(login, context.getUser()) && !lacksRecentMfa(context) && !lacksLevel(context)) {
            login.removeRequiredAction(GatehouseRequiredActions.GATE);
            levels.declare(context.getUser());
            return;
        }
        if (isDirectGrant(context)) {
            throw directGrantRefusal(context);
        }
        GatePriority.keepFirst(context.getRealm());
        login.addRequiredAction(GatehouseRequiredActions.GATE);
        if (gate.isRevoked(login, context.getUser()) && isAnswer(context)) {
            // Keycloak processes a submitted form, e.g. a new email address, before it evaluates required actions. The
            // change must not be
            // committed.
            context.getSession().getTransactionManager().setRollbackOnly();
        }
    }

    /**
     * Decides at once where no page may or can be shown. In the modes {@code off} and {@code observe} every login passes and is recorded.
     * A direct grant whose flow has no MFA step passes if it is not to be challenged.
     */
    private static void decideWithoutPage(RequiredActionContext context, SessionGate gate) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        boolean isLenient = gate.isLenient(login, context.getUser())
                // A login that was challenged before the mode was changed stays challenged.
                && !new ChallengeNotes(login).isChallenged(context.getUser());
        if ((!isLenient && !isDirectGrant(context))
                || gate.isPassed(login, context.getUser())
                || gate.isRevoked(login, context.getUser())) {
            return;
        }
        MfaDecision.Kind decision = SilentStep.decide(new RequiredActionLoginContext(context), mfaService(context));
        if (decision == MfaDecision.Kind.WOULD_CHALLENGE && isDirectGrant(context)) {
            Refusal.DIRECT_GRANT.countObserved(context.getRealm().getName());
        }
    }

    private static boolean isDirectGrant(RequiredActionContext context) {
        return context.getUriInfo().getPath().endsWith(TOKEN_ENDPOINT);
    }

    /**
     * The answer to an app that signs in by a direct grant, where nothing can challenge. Keycloak's own would say that the account is not
     * fully set up.
     */
    private static WebApplicationException directGrantRefusal(RequiredActionContext context) {
        LoginEvents.error(new RequiredActionLoginContext(context), MfaRequiredResponse.ERROR);
        Refusal.DIRECT_GRANT.count(context.getRealm().getName());
        return MfaRequiredResponse.plain(
                        "use_browser",
                        "This login needs a second factor, and the realm's direct grant flow cannot ask for one. Sign in through the browser.")
                .refusal(context.getSession());
    }

    /** Whether this request submits a page of the login. A request that only starts the login must not be rolled back. */
    private static boolean isAnswer(RequiredActionContext context) {
        return HttpMethod.POST.equals(context.getHttpRequest().getHttpMethod())
                && context.getUriInfo().getPath().contains(LOGIN_ACTIONS);
    }

    /** Whether this login is about to change factors or has linked an identity provider, and has no recent MFA. */
    private static boolean lacksRecentMfa(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        boolean isHeld = new PendingIdpLink(context.getSession(), login).isHeld();
        if (!isHeld && !EnrolmentActions.areDue(context.getSession(), login, context.getUser())) {
            return false;
        }
        RecentMfa recentMfa = new RecentMfa(context.getSession(), context.getRealm());
        recentMfa.begin(login, context.getUser());
        return recentMfa.isRequired(context.getUser()) && !recentMfa.isGiven(login, context.getUser());
    }

    private static boolean lacksLevel(RequiredActionContext context) {
        if (EmailedLinkLogin.endsWithoutSession(context.getAuthenticationSession(), context.getUser())) {
            // No app receives tokens from this login.
            return false;
        }
        return switch (level(context)) {
            case MET -> false;
            case TO_PROVE, OUT_OF_REACH -> true;
        };
    }

    /** Whether the login reaches the level of authentication that the app requests. */
    private static StepUp.State level(RequiredActionContext context) {
        return StepUp.of(context.getSession(), context.getAuthenticationSession(), context.getUser())
                .state(context.getUser());
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        Runnable next =
                switch (level(context)) {
                    case MET, TO_PROVE -> () -> controller(context).begin();
                    case OUT_OF_REACH -> () -> refuseForLevel(context);
                };
        next.run();
    }

    private static void refuseForLevel(RequiredActionContext context) {
        LoginEvents.error(new RequiredActionLoginContext(context), GatehouseEvents.LEVEL_UNMET);
        Refusal.LEVEL_UNMET.count(context.getRealm().getName());
        UnmetAuthenticationRequirements.answer(context.getSession(), context.getAuthenticationSession())
                .ifPresentOrElse(context::challenge, context::failure);
    }

    @Override
    public void processAction(RequiredActionContext context) {
        controller(context).answer();
    }

    private MfaFormController controller(RequiredActionContext context) {
        return new MfaFormController(
                new RequiredActionLoginContext(context), mfaService(context), lacksRecentMfa(context));
    }

    private static AdaptiveMfaService mfaService(RequiredActionContext context) {
        MfaSettings settings = new MfaSettingsResolver(context.getSession(), context.getRealm())
                .deciding(context.getAuthenticationSession(), context.getUser());
        return new AdaptiveMfaService(context.getSession(), settings);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
