package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.grant.LoginRestart;
import dev.gatehouse.mfa.decision.GateSettings;
import dev.gatehouse.mfa.device.RememberedAccount;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The name that a known device remembers, so that its user types only the password. It is offered once in a login: whoever starts that
 * again, by whatever link of whatever theme, is somebody else.
 */
final class RememberedName {

    /** The query parameter by which a user states to be somebody else. */
    private static final String OTHER = "gatehouse-other-account";

    /** On the login, and on what a restart of it clears. */
    private static final String OFFERED = "gatehouse.remembered-name";

    private final AuthenticationFlowContext context;

    RememberedName(AuthenticationFlowContext context) {
        this.context = context;
    }

    /** The name to offer in this login, as a user would type it. */
    Optional<String> find() {
        if (context.getUser() != null
                || login().getClientNote(OIDCLoginProtocol.LOGIN_HINT_PARAM) != null
                || !GateSettings.of(context.getSession(), context.getRealm()).remembersAddress()
                || isForAnother()) {
            return Optional.empty();
        }
        return account().find().map(user -> name(context.getRealm(), user));
    }

    /** Shows the name on the page for the password, without a field for it. */
    void begin(String name) {
        note();
        login().setAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME, name);
        login().setAuthNote(AbstractUsernameFormAuthenticator.USERNAME_HIDDEN, "true");
    }

    /** Notes that the name is offered. */
    private void note() {
        login().setClientNote(OFFERED, "true");
        login().setAuthNote(OFFERED, "true");
    }

    /** Whether the page for the password shows the name because the device remembers it. */
    boolean isShown() {
        return login().getAuthNote(OFFERED) != null;
    }

    /** If the user has just stated to be somebody else, forgets the name. Then the login must begin again. */
    boolean isDeclined() {
        boolean isDeclined =
                isShown() && context.getUriInfo().getQueryParameters().containsKey(OTHER);
        if (isDeclined) {
            account().forget();
            LoginRestart.forAnotherAccount(login());
        }
        return isDeclined;
    }

    /** Tells the page how a user states to be somebody else. */
    void describe() {
        if (isShown()) {
            // Not the form of the context, whose addresses Keycloak computes anew each time.
            context.getSession().getProvider(LoginFormsProvider.class).setAttribute("gatehouseOtherAccount", OTHER);
        }
    }

    private boolean isForAnother() {
        boolean isStartedAgain = login().getClientNote(OFFERED) != null && !isShown();
        return isStartedAgain || LoginRestart.isForAnotherAccount(login());
    }

    private static String name(RealmModel realm, UserModel user) {
        boolean isAddress = realm.isLoginWithEmailAllowed()
                && !realm.isDuplicateEmailsAllowed()
                && user.getEmail() != null
                && !user.getEmail().isBlank();
        return isAddress ? user.getEmail() : user.getUsername();
    }

    private RememberedAccount account() {
        return new RememberedAccount(context.getSession(), context.getRealm());
    }

    private AuthenticationSessionModel login() {
        return context.getAuthenticationSession();
    }
}
