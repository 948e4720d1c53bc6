package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.mfa.decision.AuthenticationLevels;
import dev.gatehouse.mfa.decision.EvidenceNotes;
import dev.gatehouse.mfa.decision.MfaEvidence;
import dev.gatehouse.mfa.decision.RecentMfa;
import dev.gatehouse.mfa.enrolment.FirstBrokerLogin;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowCallback;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.authenticators.broker.util.PostBrokerLoginConstants;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The second step as an execution of the browser flow, or of a flow after an identity provider. */
final class AdaptiveMfaAuthenticator implements AuthenticationFlowCallback {

    private final AbstractMfaAuthenticatorFactory factory;
    private final KeycloakSession session;

    AdaptiveMfaAuthenticator(AbstractMfaAuthenticatorFactory factory, KeycloakSession session) {
        this.factory = factory;
        this.session = session;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (isGone(context)) {
            return;
        }
        if (isProvenWhileLinking(context) || (linksAccount(context) && isConfirmedByMail(context))) {
            context.success();
            return;
        }
        controller(context).begin();
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        if (!isGone(context)) {
            controller(context).answer();
        }
    }

    /** Whether the account was deleted while the person was typing. */
    private static boolean isGone(AuthenticationFlowContext context) {
        boolean isGone = context.getUser() == null;
        if (isGone) {
            context.failure(AuthenticationFlowError.UNKNOWN_USER);
        }
        return isGone;
    }

    private MfaFormController controller(AuthenticationFlowContext context) {
        return new MfaFormController(new FlowLoginContext(context), factory.mfaService(context), linksAccount(context));
    }

    /** Whether this is the flow that links an account at a provider to one that was there before: a change of what it can be entered with. */
    private static boolean linksAccount(AuthenticationFlowContext context) {
        RecentMfa proof = new RecentMfa(context.getSession(), context.getRealm());
        return LoginActionsService.FIRST_BROKER_LOGIN_PATH.equals(context.getFlowPath())
                && !FirstBrokerLogin.isNewcomer(context.getAuthenticationSession(), context.getUser())
                && proof.isRequired();
    }

    /** Whether the owner of that account has just opened a mail, and a mailed code is all that could be asked for. */
    private static boolean isConfirmedByMail(AuthenticationFlowContext context) {
        return FirstBrokerLogin.isConfirmedByMail(context.getSession(), context.getAuthenticationSession(), context.getRealm(), context.getUser());
    }

    /** Whether the user was asked in that flow, which ends in the one after an identity provider: nobody is asked twice in one login. */
    private static boolean isProvenWhileLinking(AuthenticationFlowContext context) {
        return LoginActionsService.POST_BROKER_LOGIN_PATH.equals(context.getFlowPath())
                && Boolean.parseBoolean(context.getAuthenticationSession().getAuthNote(PostBrokerLoginConstants.PBL_AFTER_FIRST_BROKER_LOGIN))
                && new EvidenceNotes(context.getAuthenticationSession()).secured(context.getUser())
                        .filter(MfaEvidence.AmrMethod::isSecondFactor).isPresent()
                && new RecentMfa(context.getSession(), context.getRealm()).isProvenInLogin(context.getAuthenticationSession(), context.getUser());
    }

    @Override
    public void onParentFlowSuccess(AuthenticationFlowContext context) {
        takeBackUnproven(context.getSession(), context.getAuthenticationSession());
    }

    @Override
    public void onTopFlowSuccess(AuthenticationFlowModel topFlow) {
        takeBackUnproven(session, session.getContext().getAuthenticationSession());
    }

    /**
     * Where there is no gate to do so. The gate can ask for what is lacking, and tell the app where it cannot be had: Keycloak's condition would only show
     * the person a page. There is no login in a direct grant, and no user in one that has failed.
     */
    private static void takeBackUnproven(KeycloakSession session, @Nullable AuthenticationSessionModel login) {
        if (login != null && login.getAuthenticatedUser() != null && !GatehouseRealm.of(login.getRealm()).isGateEnabled()) {
            new AuthenticationLevels(session, login).takeBackUnproven(login.getAuthenticatedUser());
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
