package dev.gatehouse.mfa.signin;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuthErrorException;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.UserModel;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/**
 * Refuses a direct grant: with the same response to every caller who has not sent the right password, with status 400 as RFC 6749, section
 * 5.2, requires.
 */
final class DirectGrantResponses {

    /** For a wrong password, and for every caller who may learn nothing. */
    private static final String WRONG = "Invalid user credentials";

    private DirectGrantResponses() {}

    /** The password that was sent; {@code null} if none was. */
    static @Nullable String password(AuthenticationFlowContext context) {
        return context.getHttpRequest().getDecodedFormParameters().getFirst(CredentialRepresentation.PASSWORD);
    }

    /**
     * Refuses the grant.
     *
     * @param check the check that has verified the password
     * @param answer the result; must not be {@link PasswordResult#RIGHT}
     * @param user {@code null} if there is none
     * @throws IllegalArgumentException if the password is right
     */
    static void refuse(
            AuthenticationFlowContext context,
            ConstantCostPasswordCheck check,
            PasswordResult answer,
            @Nullable UserModel user) {
        Runnable refusal =
                switch (answer) {
                    case RIGHT -> throw new IllegalArgumentException("the password is right");
                    case RIGHT_BUT_DISABLED ->
                        () -> {
                            report(context, user, Errors.USER_DISABLED);
                            context.forceChallenge(response("Account disabled"));
                        };
                    case WRONG ->
                        () -> {
                            report(context, user, Errors.INVALID_USER_CREDENTIALS);
                            check.awaitFloorUnlessCounted();
                            // The only response that counts as a failure of the account.
                            context.failure(AuthenticationFlowError.INVALID_USER, response(WRONG));
                        };
                    case MISSING -> () -> answer(context, check, user, Errors.INVALID_USER_CREDENTIALS);
                    case NOBODY -> () -> answer(context, check, null, Errors.USER_NOT_FOUND);
                    case LOCKED -> () -> answer(context, check, user, Errors.USER_TEMPORARILY_DISABLED);
                    case LOCKED_FOR_GOOD -> () -> answer(context, check, user, Errors.USER_DISABLED);
                };
        refusal.run();
    }

    private static void answer(
            AuthenticationFlowContext context,
            ConstantCostPasswordCheck check,
            @Nullable UserModel user,
            String error) {
        report(context, user, error);
        check.awaitFloor();
        context.forceChallenge(response(WRONG));
    }

    private static void report(AuthenticationFlowContext context, @Nullable UserModel user, String error) {
        EventBuilder event = context.getEvent();
        if (user != null) {
            event.user(user);
        }
        event.error(error);
    }

    private static Response response(String description) {
        return Response.status(Response.Status.BAD_REQUEST)
                .entity(new OAuth2ErrorRepresentation(OAuthErrorException.INVALID_GRANT, description))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
