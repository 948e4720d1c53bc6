package dev.gatehouse.recovery.actiontoken;

import org.keycloak.TokenVerifier;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.resetcred.ResetCredentialsActionToken;
import org.keycloak.authentication.actiontoken.resetcred.ResetCredentialsActionTokenHandler;

/** Handles the link of Keycloak's own reset of credentials. See {@link RevokedActionTokenCheck}. */
public final class GuardedResetCredentialsHandler extends ResetCredentialsActionTokenHandler {

    @Override
    public TokenVerifier.Predicate<? super ResetCredentialsActionToken>[] getVerifiers(
            ActionTokenContext<ResetCredentialsActionToken> context) {
        return RevokedActionTokenCheck.after(super.getVerifiers(context), context);
    }

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }
}
