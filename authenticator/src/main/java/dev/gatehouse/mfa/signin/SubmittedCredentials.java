package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.account.TypedName;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.UserModel;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** A username and a password that were submitted, on one page or on two. The login has no user before the password is right. */
final class SubmittedCredentials {

    /** Notes that no page has asked for the address before this one, although companies may have logins of their own. */
    static final String NO_PAGE_FOR_ADDRESS = "gatehouse.no-page-for-address";

    private final AuthenticationFlowContext context;
    private final boolean isUserKnown;
    private final String wrong;
    private final Function<String, Response> page;

    /**
     * One attempt.
     *
     * @param isUserKnown whether the login already had a user when the page was shown, e.g. for reauthentication
     * @param wrong the page's message for a wrong username or password
     * @param page renders the page again with a message
     */
    SubmittedCredentials(
            AuthenticationFlowContext context, boolean isUserKnown, String wrong, Function<String, Response> page) {
        this.context = context;
        this.isUserKnown = isUserKnown;
        this.wrong = wrong;
        this.page = message -> {
            AuthenticatorUtils.setupReauthenticationInUsernamePasswordFormError(context);
            return page.apply(message);
        };
    }

    /**
     * Assigns the login to the account if the password is right. Otherwise shows the page again, or redirects to the organization where the
     * account signs in.
     *
     * @return whether the login continues
     */
    boolean passes(MultivaluedMap<String, String> form) {
        ConstantCostPasswordCheck check = new ConstantCostPasswordCheck(context);
        UserModel user;
        if (isUserKnown) {
            user = context.getUser();
        } else {
            context.clearUser();
            TypedName name = name(form);
            if (name.isEmpty()) {
                context.getEvent().error(Errors.USER_NOT_FOUND);
                context.forceChallenge(page.apply(wrong));
                return false;
            }
            if (opensCompany(name.shown())) {
                return false;
            }
            context.getEvent().detail(Details.USERNAME, name.shown());
            new AttemptedName(login()).store(name);
            user = check.find(name);
        }
        PasswordResult answer = check.check(user, form.getFirst(CredentialRepresentation.PASSWORD));
        if (signsInAtOrganization(answer, user)) {
            return false;
        }
        if (!new PasswordFormResponses(context, check, wrong, page).passes(answer, user)) {
            return false;
        }
        // For the name that the device remembers, this is the only page.
        if (!isUserKnown && (!isNameHidden() || new RememberedName(context).isShown())) {
            RememberMe.store(context, form);
        }
        context.setUser(user);
        return true;
    }

    /** Whether an earlier page has asked for the name, or has seen that none must. */
    static boolean isNameAsked(AuthenticationSessionModel login) {
        return login.getAuthNote(NO_PAGE_FOR_ADDRESS) != null || isNameHidden(login);
    }

    /** A company may have got a login of its own while the page was open: then no password of its addresses is checked here. */
    private boolean opensCompany(String name) {
        boolean isRedirected = login().getAuthNote(NO_PAGE_FOR_ADDRESS) != null
                && new OrganizationLogin().redirectByDomain(context, name);
        if (isRedirected) {
            // Who comes back from there is asked for the address.
            login().removeAuthNote(NO_PAGE_FOR_ADDRESS);
        }
        return isRedirected;
    }

    /** The name that was entered on the previous page, if that page has requested it. */
    private TypedName name(MultivaluedMap<String, String> form) {
        return isNameHidden()
                ? new AttemptedName(login()).read()
                : TypedName.of(form.getFirst(AuthenticationManager.FORM_USERNAME));
    }

    private boolean isNameHidden() {
        return isNameHidden(login());
    }

    private static boolean isNameHidden(AuthenticationSessionModel login) {
        return Boolean.parseBoolean(login.getAuthNote(AbstractUsernameFormAuthenticator.USERNAME_HIDDEN));
    }

    /** Keycloak redirects such users from the page that requests the address, where Gatehouse looks up no user. */
    private boolean signsInAtOrganization(PasswordResult answer, @Nullable UserModel user) {
        return switch (answer) {
            case WRONG, MISSING ->
                !isUserKnown
                        && isNameHidden()
                        && user != null
                        && user.isEnabled()
                        && new OrganizationLogin().redirectMember(context, user);
            case RIGHT, RIGHT_BUT_DISABLED, NOBODY, LOCKED, LOCKED_FOR_GOOD -> false;
        };
    }

    private AuthenticationSessionModel login() {
        return context.getAuthenticationSession();
    }
}
