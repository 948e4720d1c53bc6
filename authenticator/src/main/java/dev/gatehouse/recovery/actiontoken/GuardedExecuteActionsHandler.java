package dev.gatehouse.recovery.actiontoken;

import jakarta.ws.rs.core.Response;
import org.keycloak.TokenVerifier;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.execactions.ExecuteActionsActionToken;
import org.keycloak.authentication.actiontoken.execactions.ExecuteActionsActionTokenHandler;

/** Handles the link by which an administrator has a user perform required actions. See {@link RevokedActionTokenCheck} and {@link ConfirmedLink}. */
public final class GuardedExecuteActionsHandler extends ExecuteActionsActionTokenHandler {

    @Override
    public TokenVerifier.Predicate<? super ExecuteActionsActionToken>[] getVerifiers(
            ActionTokenContext<ExecuteActionsActionToken> context) {
        return RevokedActionTokenCheck.after(super.getVerifiers(context), context);
    }

    @Override
    public Response handleToken(
            ExecuteActionsActionToken token, ActionTokenContext<ExecuteActionsActionToken> context) {
        ConfirmedLink.begin(token, context);
        return super.handleToken(token, context);
    }

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }
}
