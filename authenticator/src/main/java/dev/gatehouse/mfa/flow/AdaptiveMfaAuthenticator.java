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

/** The MFA step as an execution of the browser flow, or of a flow after an identity provider. */
final class AdaptiveMfaAuthenticator implements AuthenticationFlowCallback {

    private final AbstractMfaAuthenticatorFactory factory;
    private final KeycloakSession session;

    AdaptiveMfaAuthenticator(AbstractMfaAuthenticatorFactory factory, KeycloakSession session) {
        this.factory = factory;
        this.session = session;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (failIfUserDeleted(context)) {
            return;
        }
        if (isProvenWhileLinking(context) || (linksAccount(context) && isConfirmedByEmail(context))) {
            context.success();
            return;
        }
        controller(context).begin();
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        if (!failIfUserDeleted(context)) {
            controller(context).answer();
        }
    }

    /**
     * Fails the flow if the account was deleted after the page was shown.
     *
     * @return whether it was
     */
    private static boolean failIfUserDeleted(AuthenticationFlowContext context) {
        boolean isDeleted = context.getUser() == null;
        if (isDeleted) {
            context.failure(AuthenticationFlowError.UNKNOWN_USER);
        }
        return isDeleted;
    }

    private MfaFormController controller(AuthenticationFlowContext context) {
        return new MfaFormController(new FlowLoginContext(context), factory.mfaService(context), linksAccount(context));
    }

    /**
     * Whether this flow links an identity provider to an existing account, which adds a way to sign in to it and so requires recent MFA.
     */
    private static boolean linksAccount(AuthenticationFlowContext context) {
        RecentMfa recentMfa = new RecentMfa(context.getSession(), context.getRealm());
        return LoginActionsService.FIRST_BROKER_LOGIN_PATH.equals(context.getFlowPath())
                && !FirstBrokerLogin.isNewcomer(context.getAuthenticationSession(), context.getUser())
                && recentMfa.isRequired(context.getUser());
    }

    /** Whether the account owner has just opened an emailed confirmation link and an emailed code is the only available factor. */
    private static boolean isConfirmedByEmail(AuthenticationFlowContext context) {
        return FirstBrokerLogin.isConfirmedByMail(
                context.getSession(), context.getAuthenticationSession(), context.getRealm(), context.getUser());
    }

    /**
     * Whether MFA was completed in the first broker login flow, which continues in the flow after an identity provider: one challenge per
     * login is enough.
     */
    private static boolean isProvenWhileLinking(AuthenticationFlowContext context) {
        return LoginActionsService.POST_BROKER_LOGIN_PATH.equals(context.getFlowPath())
                && Boolean.parseBoolean(context.getAuthenticationSession()
                        .getAuthNote(PostBrokerLoginConstants.PBL_AFTER_FIRST_BROKER_LOGIN))
                && new EvidenceNotes(context.getAuthenticationSession())
                        .secured(context.getUser())
                        .filter(MfaEvidence.AmrMethod::isSecondFactor)
                        .isPresent()
                && new RecentMfa(context.getSession(), context.getRealm())
                        .isProvenInLogin(context.getAuthenticationSession(), context.getUser());
    }

    @Override
    public void onParentFlowSuccess(AuthenticationFlowContext context) {
        discardUnproven(context.getSession(), context.getAuthenticationSession());
    }

    @Override
    public void onTopFlowSuccess(AuthenticationFlowModel topFlow) {
        discardUnproven(session, session.getContext().getAuthenticationSession());
    }

    /**
     * Discards levels of authentication that were not proven, in realms without the gate. Where the gate is enabled it does this itself,
     * because it can challenge for the missing factor and return an error to the app; Keycloak's condition would only show an error page. A
     * direct grant has no login here, and a failed one has no user.
     */
    private static void discardUnproven(KeycloakSession session, @Nullable AuthenticationSessionModel login) {
        if (login != null
                && login.getAuthenticatedUser() != null
                && !GatehouseRealm.of(login.getRealm()).isGateEnabled()) {
            new AuthenticationLevels(session, login).discardUnproven(login.getAuthenticatedUser());
        }
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        // Also for users without an address: they get an error page. Otherwise they would pass, or be sent to a setup
        // page that does not
        // exist.
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
