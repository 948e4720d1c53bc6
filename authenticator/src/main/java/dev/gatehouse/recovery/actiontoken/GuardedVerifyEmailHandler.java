package dev.gatehouse.recovery.actiontoken;

import jakarta.ws.rs.core.Response;
import org.keycloak.TokenVerifier;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionTokenHandler;

/** Handles the link that confirms the address of an account. See {@link RevokedActionTokenCheck} and {@link ConfirmedLink}. */
public final class GuardedVerifyEmailHandler extends VerifyEmailActionTokenHandler {

    @Override
    public TokenVerifier.Predicate<? super VerifyEmailActionToken>[] getVerifiers(
            ActionTokenContext<VerifyEmailActionToken> context) {
        return RevokedActionTokenCheck.after(super.getVerifiers(context), context);
    }

    @Override
    public Response handleToken(VerifyEmailActionToken token, ActionTokenContext<VerifyEmailActionToken> context) {
        if (ConfirmedLink.isToConfirm(token, context)) {
            // As Keycloak does when it asks: the login that waits in another browser is ended.
            token.setCompoundOriginalAuthenticationSessionId(token.getCompoundAuthenticationSessionId());
        }
        ConfirmedLink.begin(token, context);
        return super.handleToken(token, context);
    }

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }
}
