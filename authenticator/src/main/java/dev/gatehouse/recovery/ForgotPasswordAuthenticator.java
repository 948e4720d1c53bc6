package dev.gatehouse.recovery;

import dev.gatehouse.link.Ask;
import dev.gatehouse.link.Purpose;
import dev.gatehouse.link.Way;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The only execution of the reset credentials flow: notes what the person was about to do, and leads to the page of recovery. From
 * there on nothing depends on this login, and the flow never succeeds: it signs nobody in.
 */
final class ForgotPasswordAuthenticator implements Authenticator {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        Ask ask = new Recovery(context.getSession(), context.getRealm()).asks().open(wayOf(context.getAuthenticationSession()), hint(context), Purpose.RESET);
        // Not a failure, which brute-force detection could count.
        context.forceChallenge(Response.seeOther(RecoveryAddress.of(
                context.getSession().getContext().getUri().getBaseUri(), context.getRealm(), RecoveryAddress.FORGOT, ask.page().printed())).build());
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        authenticate(context);
    }

    /** Where a login in progress came from. */
    static Way wayOf(AuthenticationSessionModel login) {
        return new Way(
                login.getClient().getClientId(),
                Objects.requireNonNullElse(login.getRedirectUri(), ""),
                login.getParentSession().getId(),
                login.getTabId());
    }

    /** What was typed on the page before, or what the app knows. */
    private static Optional<Ask.Target> hint(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        return Stream.of(
                        login.getAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME),
                        login.getClientNote(OIDCLoginProtocol.LOGIN_HINT_PARAM))
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .map(PastedAddress::of)
                .map(Ask.Hint::new);
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        // nothing to set up
    }

    @Override
    public void close() {
        // holds nothing
    }
}
