package dev.gatehouse.login;

import dev.gatehouse.enrolment.FactorActions;
import dev.gatehouse.enrolment.HeldLink;
import dev.gatehouse.grant.MailedLink;
import dev.gatehouse.grant.OwnActions;
import dev.gatehouse.issuance.UnmetLevel;
import dev.gatehouse.metrics.Counted;
import dev.gatehouse.mfa.FreshProof;
import dev.gatehouse.mfa.Gate;
import dev.gatehouse.mfa.Levels;
import dev.gatehouse.mfa.LoginStamp;
import dev.gatehouse.mfa.SecondStep;
import dev.gatehouse.mfa.StepUp;
import dev.gatehouse.signals.AddressData;
import jakarta.ws.rs.HttpMethod;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The gate as a required action: Keycloak evaluates it at every login, on every way in, before any other action. */
final class MfaGate implements RequiredActionProvider {

    private static final String LOGIN_ACTIONS = "/login-actions/";

    private final AddressData addresses;

    MfaGate(AddressData addresses) {
        this.addresses = addresses;
    }

    /** Keycloak gives up on a due action that an app names and that does not support it. */
    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        OwnActions.forgetInitiated(login);
        new LoginStamp(context.getSession(), login).begin(context.getUser());
        Gate gate = new Gate(context.getSession(), context.getRealm());
        Levels levels = new Levels(context.getSession(), login);
        levels.takeBackUnproven(context.getUser());
        if (gate.isPassed(login, context.getUser()) && !owesFreshProof(context) && !owesLevel(context)) {
            login.removeRequiredAction(Gate.ACTION);
            levels.declare(context.getUser());
            return;
        }
        GatePlace.keepFirst(context.getRealm());
        login.addRequiredAction(Gate.ACTION);
        if (gate.isVoid(login, context.getUser()) && isAnswer(context)) {
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
        boolean isHeld = new HeldLink(context.getSession(), login).isHeld();
        if (!isHeld && !FactorActions.areDue(context.getSession(), login, context.getUser())) {
            return false;
        }
        FreshProof proof = new FreshProof(context.getSession(), context.getRealm());
        proof.begin(login, context.getUser());
        return proof.isDemanded() && !proof.isGiven(login, context.getUser());
    }

    private static boolean owesLevel(RequiredActionContext context) {
        if (MailedLink.endsWithoutSession(context.getAuthenticationSession(), context.getUser())) {
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
        switch (level(context)) {
            case MET, TO_PROVE -> dialogue(context).begin();
            case OUT_OF_REACH -> {
                LoginEvents.error(new GateDoor(context), "gatehouse_level_unmet");
                Counted.REFUSALS.increment(context.getRealm().getName(), "level_unmet");
                UnmetLevel.answer(context.getSession(), context.getAuthenticationSession()).ifPresentOrElse(context::challenge, context::failure);
            }
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        dialogue(context).answer();
    }

    private SecondStepDialogue dialogue(RequiredActionContext context) {
        return new SecondStepDialogue(new GateDoor(context), secondStep(context), owesFreshProof(context));
    }

    private SecondStep secondStep(RequiredActionContext context) {
        Gate gate = new Gate(context.getSession(), context.getRealm());
        return new SecondStep(context.getSession(), addresses, gate.settingsOfBrowserFlow());
    }

    @Override
    public void close() {
        // holds nothing
    }
}
