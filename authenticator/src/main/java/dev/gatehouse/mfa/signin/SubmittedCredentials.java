package dev.gatehouse.mfa.signin;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.UserModel;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** A name and a password that were typed, on one page or on two. The login belongs to nobody before the password is right. */
final class SubmittedCredentials {

    private final AuthenticationFlowContext context;
    private final boolean isUserKnown;
    private final String wrong;
    private final Function<String, Response> page;

    /**
     * One try.
     *
     * @param isUserKnown whether the login already belonged to somebody when the page was shown, as where people sign in again
     * @param wrong what the page says of a wrong name or password
     * @param page shows the page again, with a message
     */
    SubmittedCredentials(AuthenticationFlowContext context, boolean isUserKnown, String wrong, Function<String, Response> page) {
        this.context = context;
        this.isUserKnown = isUserKnown;
        this.wrong = wrong;
        this.page = message -> {
            AuthenticatorUtils.setupReauthenticationInUsernamePasswordFormError(context);
            return page.apply(message);
        };
    }

    /** Gives the login to the account, if the password is right; else shows the page again, or leads to the company where the account signs in. */
    boolean passes(MultivaluedMap<String, String> form) {
        ConstantCostPasswordCheck check = new ConstantCostPasswordCheck(context);
        UserModel user;
        if (isUserKnown) {
            user = context.getUser();
        } else {
            context.clearUser();
            String name = name(form);
            if (name == null || name.isBlank()) {
                context.getEvent().error(Errors.USER_NOT_FOUND);
                context.forceChallenge(page.apply(wrong));
                return false;
            }
            context.getEvent().detail(Details.USERNAME, name.strip());
            login().setAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME, name.strip());
            user = check.find(name.strip());
        }
        PasswordResult answer = check.check(user, form.getFirst(CredentialRepresentation.PASSWORD));
        if (isAtTheCompany(answer, user)) {
            return false;
        }
        if (!new PasswordFormResponses(context, check, wrong, page).passes(answer, user)) {
            return false;
        }
        if (!isUserKnown && !isNameHidden()) {
            RememberMe.take(context, form);
        }
        context.setUser(user);
        return true;
    }

    /** What was typed on the page before counts, where that page has asked for the name. */
    private String name(MultivaluedMap<String, String> form) {
        return isNameHidden()
                ? login().getAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME)
                : form.getFirst(AuthenticationManager.FORM_USERNAME);
    }

    private boolean isNameHidden() {
        return Boolean.parseBoolean(login().getAuthNote(AbstractUsernameFormAuthenticator.USERNAME_HIDDEN));
    }

    /** Keycloak leads such people from the page that asks for the address, where here nobody is looked up. */
    private boolean isAtTheCompany(PasswordResult answer, UserModel user) {
        return switch (answer) {
            case WRONG, MISSING -> !isUserKnown && isNameHidden() && user.isEnabled() && new OrganizationLogin().leadMember(context, user);
            case RIGHT, RIGHT_BUT_DISABLED, NOBODY, LOCKED, LOCKED_FOR_GOOD -> false;
        };
    }

    private AuthenticationSessionModel login() {
        return context.getAuthenticationSession();
    }
}
