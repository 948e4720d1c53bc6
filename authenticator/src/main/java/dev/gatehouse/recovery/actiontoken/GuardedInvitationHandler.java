package dev.gatehouse.recovery.actiontoken;

import jakarta.ws.rs.core.Response;
import org.keycloak.TokenVerifier;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.inviteorg.InviteOrgActionToken;
import org.keycloak.authentication.actiontoken.inviteorg.InviteOrgActionTokenHandler;

/** Handles the link that invites to an organization. See {@link RevokedActionTokenCheck} and {@link ConfirmedLink}. */
public final class GuardedInvitationHandler extends InviteOrgActionTokenHandler {

    @Override
    public TokenVerifier.Predicate<? super InviteOrgActionToken>[] getVerifiers(
            ActionTokenContext<InviteOrgActionToken> context) {
        return RevokedActionTokenCheck.after(super.getVerifiers(context), context);
    }

    @Override
    public Response handleToken(InviteOrgActionToken token, ActionTokenContext<InviteOrgActionToken> context) {
        ConfirmedLink.begin(token, context);
        return super.handleToken(token, context);
    }

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }
}
