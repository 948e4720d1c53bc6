package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.account.NamedAccounts;
import dev.gatehouse.keycloak.account.TypedName;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import java.util.function.Consumer;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelException;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Hands what was typed to a step of Keycloak's own that looks the name up itself: it sees the reading that names an account, otherwise the
 * cleaned one. In a realm that uses neither the gate nor app access, it sees what was sent.
 */
final class TypedNameContext {

    private TypedNameContext() {}

    /**
     * Runs a step of Keycloak's.
     *
     * @param name the user name of the posted form, or the app's login hint if none was posted
     */
    static void pass(AuthenticationFlowContext context, TypedName name, Consumer<AuthenticationFlowContext> step) {
        if (!GatehouseRealm.of(context.getRealm()).decidesLogins()) {
            step.accept(context);
            return;
        }
        String read = new NamedAccounts(context.getSession(), context.getRealm()).nameOf(name);
        readHint(context.getAuthenticationSession(), read);
        try {
            step.accept(reading(context, read));
        } catch (ModelException thrown) {
            // Keycloak looks for the organization that has the domain, and refuses a domain that is none. There is no
            // such organization,
            // and the page for the password is next, as it is for every address of no organization, and for a name that
            // several accounts
            // have. Any other failure is one.
            if (!(thrown instanceof ModelDuplicateException)
                    && !OrganizationLogin.isRefused(context.getSession(), read)) {
                throw thrown;
            }
            AuthenticationSessionModel login = context.getAuthenticationSession();
            new AttemptedName(login).store(name);
            login.setAuthNote(AbstractUsernameFormAuthenticator.USERNAME_HIDDEN, "true");
            context.attempted();
        }
    }

    /** Keycloak takes the hint from a note of the login, and prefers it to nothing posted. */
    private static void readHint(AuthenticationSessionModel login, String read) {
        String hint = login.getClientNote(OIDCLoginProtocol.LOGIN_HINT_PARAM);
        if (hint != null && !hint.equals(read) && TypedName.of(hint).readings().contains(read)) {
            login.setClientNote(OIDCLoginProtocol.LOGIN_HINT_PARAM, read);
        } else if (hint != null && TypedName.of(hint).isEmpty()) {
            login.removeClientNote(OIDCLoginProtocol.LOGIN_HINT_PARAM);
        }
    }

    private static AuthenticationFlowContext reading(AuthenticationFlowContext context, String read) {
        String posted = context.getHttpRequest().getDecodedFormParameters().getFirst(UserModel.USERNAME);
        return posted == null || posted.equals(read) ? context : ContextView.posting(context, read);
    }
}
