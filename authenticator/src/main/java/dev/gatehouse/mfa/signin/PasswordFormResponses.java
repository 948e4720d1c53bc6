package dev.gatehouse.mfa.signin;

import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.messages.Messages;

/** Responses of a page that requests a password: the same to every user who has not entered the right one. */
final class PasswordFormResponses {

    private final AuthenticationFlowContext context;
    private final ConstantCostPasswordCheck check;
    private final String wrong;
    private final Function<String, Response> page;

    /**
     * Responses of one page.
     *
     * @param check the check that has verified the password
     * @param wrong the message for a wrong password, and for every caller who may learn nothing
     * @param page renders the page again with a message
     */
    PasswordFormResponses(
            AuthenticationFlowContext context,
            ConstantCostPasswordCheck check,
            String wrong,
            Function<String, Response> page) {
        this.context = context;
        this.check = check;
        this.wrong = wrong;
        this.page = page;
    }

    /**
     * Continues if the login may, and otherwise shows the page again.
     *
     * @param user the user whom the password was entered for; {@code null} if there is none
     * @return whether the login continues
     */
    boolean passes(PasswordResult answer, @Nullable UserModel user) {
        return switch (answer) {
            case RIGHT -> {
                context.getAuthenticationSession().setAuthNote(AuthenticationManager.PASSWORD_VALIDATED, "true");
                yield true;
            }
            case RIGHT_BUT_DISABLED -> retry(user, Errors.USER_DISABLED, Messages.ACCOUNT_DISABLED, () -> {});
            case WRONG -> {
                report(user, Errors.INVALID_USER_CREDENTIALS);
                Response again = page.apply(wrong);
                check.awaitFloorUnlessCounted();
                // The only response that counts as a failure of the account.
                context.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, again);
                yield false;
            }
            case MISSING -> refuse(user, Errors.INVALID_USER_CREDENTIALS);
            case NOBODY -> refuse(null, Errors.USER_NOT_FOUND);
            case LOCKED -> refuse(user, Errors.USER_TEMPORARILY_DISABLED);
            case LOCKED_FOR_GOOD -> refuse(user, Errors.USER_DISABLED);
        };
    }

    private boolean refuse(@Nullable UserModel user, String error) {
        return retry(user, error, wrong, check::awaitFloor);
    }

    private boolean retry(@Nullable UserModel user, String error, String message, Runnable wait) {
        report(user, error);
        Response again = page.apply(message);
        wait.run();
        context.forceChallenge(again);
        return false;
    }

    private void report(@Nullable UserModel user, String error) {
        EventBuilder event = context.getEvent();
        if (user != null) {
            event.user(user);
        }
        event.error(error);
    }
}
