package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.mfa.decision.LoginSecurityStamp;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.organization.OrganizationProvider;
import org.keycloak.organization.authentication.authenticators.browser.OrganizationAuthenticator;
import org.keycloak.organization.authentication.authenticators.browser.OrganizationAuthenticatorFactory;
import org.keycloak.organization.utils.Organizations;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keycloak's step that asks for the address first and leads people of a company to its login. Here it looks no account up: the domain of the address
 * alone decides, so that neither what the page says nor the time it takes tells who has an account. Whose account it is comes out with the password,
 * and so do the ways that depend on the account: the company of somebody with another address ({@link OrganizationLogin}), the choice among several
 * ({@link OrganizationSelection}).
 *
 * <p>In a realm that uses neither the gate nor the access to apps it is as Keycloak has it; also where the login already belongs to somebody,
 * where something else than {@link UniformUsernamePasswordForm} comes next, and where the step admits members only.
 */
final class UniformOrganizationForm extends OrganizationAuthenticator {

    /** The parameter of the page's address by which somebody says to have a password here. */
    private static final String PASSWORD = "gatehouse-password";

    private static final String WANTS_PASSWORD = "gatehouse.wants-password";

    private final KeycloakSession session;

    UniformOrganizationForm(KeycloakSession session) {
        super(session);
        this.session = session;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        String hint = context.getAuthenticationSession().getClientNote(OIDCLoginProtocol.LOGIN_HINT_PARAM);
        boolean looksNobodyUp = looksNobodyUp(context);
        if (hint != null && !hint.isBlank() && looksNobodyUp) {
            goOn(context, hint.strip());
        } else {
            if (looksNobodyUp) {
                offerPassword(context);
            }
            super.authenticate(context);
            leadToTheCompany(context);
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        String name = form.getFirst(UserModel.USERNAME);
        // Whatever else is posted: for the answer of a passkey Keycloak looks up a name that comes with it, and a browser sends none.
        if (name != null && !name.isBlank() && looksNobodyUp(context)) {
            RememberMe.takeIfShown(context, form);
            goOn(context, name.strip());
        } else {
            super.action(context);
            leadToTheCompany(context);
            if (context.getStatus() == FlowStatus.CHALLENGE && context.getUser() != null
                    && GatehouseRealm.of(context.getRealm()).decidesLogins()) {
                // A passkey has been checked, and the person is asked for a company: what happens to the account until then must be seen.
                new LoginSecurityStamp(session, context.getAuthenticationSession()).begin(context.getUser());
            }
        }
    }

    /** Whoever has a password here may say so, whatever the address: strangers can say it too, and learn nothing by it. */
    private static void offerPassword(AuthenticationFlowContext context) {
        if (context.getUriInfo().getQueryParameters().containsKey(PASSWORD)) {
            context.getAuthenticationSession().setAuthNote(WANTS_PASSWORD, Boolean.TRUE.toString());
        }
        if (wantsPassword(context)) {
            context.form().setInfo("gatehousePasswordInsteadChosen");
        } else {
            context.form().setAttribute("gatehousePasswordInstead", PASSWORD);
        }
    }

    private static boolean wantsPassword(AuthenticationFlowContext context) {
        return Boolean.parseBoolean(context.getAuthenticationSession().getAuthNote(WANTS_PASSWORD));
    }

    private static void goOn(AuthenticationFlowContext context, String name) {
        OrganizationLogin company = new OrganizationLogin();
        if (wantsPassword(context)) {
            company.rememberByDomain(context, name);
        } else if (company.leadByDomain(context, name)) {
            return;
        }
        AuthenticationSessionModel login = context.getAuthenticationSession();
        login.setAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME, name);
        login.setAuthNote(AbstractUsernameFormAuthenticator.USERNAME_HIDDEN, Boolean.TRUE.toString());
        OrganizationSelection.owe(context);
        context.attempted();
    }

    private boolean looksNobodyUp(AuthenticationFlowContext context) {
        return GatehouseRealm.of(context.getRealm()).decidesLogins()
                && context.getUser() == null
                && Organizations.isEnabledAndOrganizationsPresent(session.getProvider(OrganizationProvider.class))
                && !admitsMembersOnly(context.getAuthenticatorConfig())
                && FollowingExecutions.after(context).beginWithThePasswordStep();
    }

    private static boolean admitsMembersOnly(AuthenticatorConfigModel config) {
        return SavedConfig.of(config)
                .filter(saved -> Boolean.parseBoolean(saved.get(OrganizationAuthenticatorFactory.REQUIRES_USER_MEMBERSHIP)))
                .isPresent();
    }

    /** Keycloak 26.5 leads nobody who has any credential in the realm, were it an authenticator app or a remembered device. */
    private static void leadToTheCompany(AuthenticationFlowContext context) {
        UserModel user = context.getUser();
        boolean goesOnToThePassword = context.getStatus() == FlowStatus.ATTEMPTED && user != null;
        if (goesOnToThePassword && GatehouseRealm.of(context.getRealm()).decidesLogins() && !FirstFactorCredentials.KEYCLOAK_KNOWS_THEM) {
            new OrganizationLogin().leadMember(context, user);
        }
    }
}
