package dev.gatehouse.recovery.actiontoken;

import jakarta.ws.rs.core.Response;
import org.keycloak.TokenVerifier;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.idpverifyemail.IdpVerifyAccountLinkActionToken;
import org.keycloak.authentication.actiontoken.idpverifyemail.IdpVerifyAccountLinkActionTokenHandler;
import org.keycloak.authentication.authenticators.broker.IdpEmailVerificationAuthenticator;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionCompoundId;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Handles the link that links an account of an identity provider. See {@link RevokedActionTokenCheck} and {@link ConfirmedLink}. */
public final class GuardedIdpLinkHandler extends IdpVerifyAccountLinkActionTokenHandler {

    @Override
    public TokenVerifier.Predicate<? super IdpVerifyAccountLinkActionToken>[] getVerifiers(
            ActionTokenContext<IdpVerifyAccountLinkActionToken> context) {
        return RevokedActionTokenCheck.after(super.getVerifiers(context), context);
    }

    @Override
    public Response handleToken(
            IdpVerifyAccountLinkActionToken token, ActionTokenContext<IdpVerifyAccountLinkActionToken> context) {
        if (ConfirmedLink.isToConfirm(token, context)) {
            if (!isAwaited(token, context)) {
                // Keycloak says what has become of it.
                return super.handleToken(token, context);
            }
            // As Keycloak does when it asks: the login that waits in another browser goes on there.
            token.setOriginalCompoundAuthenticationSessionId(token.getCompoundAuthenticationSessionId());
        }
        ConfirmedLink.begin(token, context);
        return super.handleToken(token, context);
    }

    private static boolean isAwaited(
            IdpVerifyAccountLinkActionToken token, ActionTokenContext<IdpVerifyAccountLinkActionToken> context) {
        RealmModel realm = context.getRealm();
        AuthenticationSessionCompoundId id =
                AuthenticationSessionCompoundId.encoded(token.getCompoundAuthenticationSessionId());
        ClientModel client = realm.getClientById(id.getClientUUID());
        AuthenticationSessionModel login = client == null
                ? null
                : new AuthenticationSessionManager(context.getSession())
                        .getAuthenticationSessionByIdAndClient(realm, id.getRootSessionId(), client, id.getTabId());
        return login != null
                && login.getAuthNote(IdpEmailVerificationAuthenticator.VERIFY_ACCOUNT_IDP_USERNAME) == null;
    }

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }
}
