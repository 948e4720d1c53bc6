package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.account.TypedName;
import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.mfa.decision.LoginSecurityStamp;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.forms.login.LoginFormsProvider;
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
 * Keycloak's authenticator that requests the email address first and redirects members of an organization to its login. Here it looks up no
 * account: only the domain of the address decides, so that neither the page nor its response time reveals who has an account. The account
 * becomes known with the password, and so does what depends on it: the organization of a user with another address
 * ({@link OrganizationLogin}), and the choice among several ({@link OrganizationSelection}).
 *
 * <p>It behaves like Keycloak's own in a realm that uses neither the gate nor app access; also if the login already has a user, if another
 * form than {@link UniformUsernamePasswordForm} comes next, and if the execution admits only members.
 */
final class UniformOrganizationForm extends OrganizationAuthenticator {

    /** The query parameter by which a user states that they have a password here. */
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
        boolean skipsUserLookup = skipsUserLookup(context);
        TypedName name = TypedName.of(hint);
        Optional<UserModel> recovered = skipsUserLookup ? new RecoveredPassword(context).user() : Optional.empty();
        if (recovered.isPresent()) {
            new OrganizationLogin().rememberByDomain(context, recovered.get().getEmail());
            OrganizationSelection.noteIfRequested(context);
            context.attempted();
        } else if (!name.isEmpty() && skipsUserLookup) {
            proceed(context, name);
        } else if (!skipsUserLookup || !needsNoAddress(context)) {
            AuthenticationFlowContext seen = context;
            if (skipsUserLookup) {
                offerPassword(context);
                seen = new RememberedName(context)
                        .find()
                        .map(remembered -> ContextView.fillingIn(context, remembered))
                        .orElse(context);
            }
            TypedNameContext.pass(seen, name, super::authenticate);
            redirectToOrganization(context);
        }
    }

    /**
     * Goes on to the page for the password if that suffices: for the name that the device remembers, unless a company's login opens for it,
     * and where no address can be meant for one.
     *
     * @return whether the login has gone on
     */
    private boolean needsNoAddress(AuthenticationFlowContext context) {
        if (wantsPassword(context)) {
            return false;
        }
        RememberedName device = new RememberedName(context);
        Optional<String> name = device.find();
        boolean mayBeOfCompany = name.map(address -> OrganizationLogin.opensFor(session, address))
                .orElseGet(() -> OrganizationLogin.mayBeMeant(session));
        if (mayBeOfCompany) {
            return false;
        }
        name.ifPresent(device::begin);
        context.getAuthenticationSession().setAuthNote(SubmittedCredentials.NO_PAGE_FOR_ADDRESS, "true");
        OrganizationSelection.noteIfRequested(context);
        context.attempted();
        return true;
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        TypedName name = TypedName.of(form.getFirst(UserModel.USERNAME));
        // Whatever else is posted: for the response of a passkey, Keycloak looks up a name that comes with it, and a
        // browser sends none.
        if (!name.isEmpty() && skipsUserLookup(context)) {
            RememberMe.storeIfShown(context, form);
            proceed(context, name);
        } else {
            TypedNameContext.pass(context, name, super::action);
            redirectToOrganization(context);
            if (context.getStatus() == FlowStatus.CHALLENGE
                    && context.getUser() != null
                    && GatehouseRealm.of(context.getRealm()).decidesLogins()) {
                // A passkey was verified, and the user is choosing an organization: what happens to the account until
                // then must be noticed.
                new LoginSecurityStamp(session, context.getAuthenticationSession()).begin(context.getUser());
            }
        }
    }

    /** A user who has a password here may state so, whatever the address. Any other caller can state it too, and learns nothing by it. */
    private static void offerPassword(AuthenticationFlowContext context) {
        if (context.getUriInfo().getQueryParameters().containsKey(PASSWORD)) {
            context.getAuthenticationSession().setAuthNote(WANTS_PASSWORD, "true");
        }
        // Not the form of the context, whose addresses Keycloak computes anew each time.
        LoginFormsProvider form = context.getSession().getProvider(LoginFormsProvider.class);
        if (wantsPassword(context)) {
            form.setInfo("gatehousePasswordInsteadChosen");
        } else {
            form.setAttribute("gatehousePasswordInstead", PASSWORD);
        }
    }

    private static boolean wantsPassword(AuthenticationFlowContext context) {
        return Boolean.parseBoolean(context.getAuthenticationSession().getAuthNote(WANTS_PASSWORD));
    }

    private static void proceed(AuthenticationFlowContext context, TypedName name) {
        OrganizationLogin organization = new OrganizationLogin();
        if (wantsPassword(context)) {
            organization.rememberByDomain(context, name.shown());
        } else if (organization.redirectByDomain(context, name.shown())) {
            return;
        }
        AuthenticationSessionModel login = context.getAuthenticationSession();
        login.removeAuthNote(SubmittedCredentials.NO_PAGE_FOR_ADDRESS);
        new AttemptedName(login).store(name);
        login.setAuthNote(AbstractUsernameFormAuthenticator.USERNAME_HIDDEN, "true");
        OrganizationSelection.noteIfRequested(context);
        context.attempted();
    }

    private boolean skipsUserLookup(AuthenticationFlowContext context) {
        return GatehouseRealm.of(context.getRealm()).decidesLogins()
                && context.getUser() == null
                && Organizations.isEnabledAndOrganizationsPresent(session.getProvider(OrganizationProvider.class))
                && !admitsMembersOnly(context.getAuthenticatorConfig())
                && FollowingExecutions.after(context).beginWithPasswordForm();
    }

    private static boolean admitsMembersOnly(@Nullable AuthenticatorConfigModel config) {
        return SavedConfig.of(config)
                .filter(saved ->
                        Boolean.parseBoolean(saved.get(OrganizationAuthenticatorFactory.REQUIRES_USER_MEMBERSHIP)))
                .isPresent();
    }

    /** Keycloak 26.5 redirects no user who has any credential in the realm, not even for an authenticator app or a known device. */
    private static void redirectToOrganization(AuthenticationFlowContext context) {
        UserModel user = context.getUser();
        boolean proceedsToPassword = context.getStatus() == FlowStatus.ATTEMPTED && user != null;
        if (proceedsToPassword
                && GatehouseRealm.of(context.getRealm()).decidesLogins()
                && !FirstFactorCredentials.KEYCLOAK_KNOWS_THEM) {
            new OrganizationLogin().redirectMember(context, user);
        }
    }
}
