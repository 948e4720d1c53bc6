package dev.gatehouse.recovery.actiontoken;

import org.keycloak.TokenVerifier;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.updateemail.UpdateEmailActionToken;
import org.keycloak.authentication.actiontoken.updateemail.UpdateEmailActionTokenHandler;

/** Handles the link that confirms a new email address. See {@link RevokedActionTokenCheck}. */
public final class GuardedUpdateEmailHandler extends UpdateEmailActionTokenHandler {

    @Override
    public TokenVerifier.Predicate<? super UpdateEmailActionToken>[] getVerifiers(
            ActionTokenContext<UpdateEmailActionToken> context) {
        return RevokedActionTokenCheck.after(super.getVerifiers(context), context);
    }

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }
}
