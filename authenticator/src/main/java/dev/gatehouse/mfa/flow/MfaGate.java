package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.grant.EmailedLinkLogin;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.metrics.Refusal;
import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import dev.gatehouse.mfa.decision.AuthenticationLevels;
import dev.gatehouse.mfa.decision.LoginSecurityStamp;
import dev.gatehouse.mfa.decision.MfaSettings;
import dev.gatehouse.mfa.decision.MfaSettingsResolver;
import dev.gatehouse.mfa.decision.RecentMfa;
import dev.gatehouse.mfa.decision.SessionGate;
import dev.gatehouse.mfa.decision.StepUp;
import dev.gatehouse.mfa.enrolment.EnrolmentActions;
import dev.gatehouse.mfa.enrolment.PendingIdpLink;
import dev.gatehouse.mfa.issuance.UnmetAuthenticationRequirements;
import jakarta.ws.rs.HttpMethod;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The gate as a required action: Keycloak evaluates it at every login, on every way in, before any other action. */
final class MfaGate implements RequiredActionProvider {

    private static final String LOGIN_ACTIONS = "/login-actions/";

    /** Keycloak gives up on a due action that an app names and that does not support it. */
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
        AuthenticationLevels levels = new AuthenticationLevels(context.getSession(), login);
        levels.takeBackUnproven(context.getUser());
        if (gate.isPassed(login, context.getUser()) && !owesFreshProof(context) && !owesLevel(context)) {
            login.removeRequiredAction(GatehouseRequiredActions.GATE);
            levels.declare(context.getUser());
            return;
        }
        GatePriority.keepFirst(context.getRealm());
        login.addRequiredAction(GatehouseRequiredActions.GATE);
        if (gate.isRevoked(login, context.getUser()) && isAnswer(context)) {
            // Keycloak has carried out what was posted, a new address say, before it evaluates anything. It must not stay.
            context.getSession().getTransactionManager().setRollbackOnly();
        }
    }

    /** Whether a page of a login was answered. A request that has only begun the login must keep it. */
    private static boolean isAnswer(RequiredActionContext context) {
        return HttpMethod.POST.equals(context.getHttpRequest().getHttpMethod()) && context.getUriInfo().getPath().contains(LOGIN_ACTIONS);
    }

    /** Whether this login is about to change factors or has linked a provider, and has no proof that is fresh enough for that. */
    private static boolean owesFreshProof(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        boolean isHeld = new PendingIdpLink(context.getSession(), login).isHeld();
        if (!isHeld && !EnrolmentActions.areDue(context.getSession(), login, context.getUser())) {
            return false;
        }
        RecentMfa proof = new RecentMfa(context.getSession(), context.getRealm());
        proof.begin(login, context.getUser());
        return proof.isRequired() && !proof.isGiven(login, context.getUser());
    }

    private static boolean owesLevel(RequiredActionContext context) {
        if (EmailedLinkLogin.endsWithoutSession(context.getAuthenticationSession(), context.getUser())) {
            // No app gets to know of it.
            return false;
        }
        return switch (level(context)) {
            case MET -> false;
            case TO_PROVE, OUT_OF_REACH -> true;
        };
    }

    /** How the login stands to the level of authentication that the app demands. */
    private static StepUp.State level(RequiredActionContext context) {
        return StepUp.of(context.getSession(), context.getAuthenticationSession()).state(context.getUser());
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        Runnable next = switch (level(context)) {
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
        return new MfaFormController(new RequiredActionLoginContext(context), mfaService(context), owesFreshProof(context));
    }

    private AdaptiveMfaService mfaService(RequiredActionContext context) {
        MfaSettings settings = new MfaSettingsResolver(context.getSession(), context.getRealm()).ofBrowserFlow();
        return new AdaptiveMfaService(context.getSession(), settings);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
