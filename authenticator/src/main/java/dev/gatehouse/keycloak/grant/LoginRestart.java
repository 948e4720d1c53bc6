package dev.gatehouse.keycloak.grant;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Restarts a login, with the parameters of the app's request. */
public final class LoginRestart {

    /** A restart keeps what the app has asked for, and this with it. */
    private static final String FOR_ANOTHER = "gatehouse.for-another-account";

    private LoginRestart() {}

    /** Notes that the login is for another account than the browser remembers. */
    public static void forAnotherAccount(AuthenticationSessionModel login) {
        login.setClientNote(FOR_ANOTHER, "true");
    }

    /** Whether the user has stated to sign in as somebody else than the browser remembers. */
    public static boolean isForAnotherAccount(AuthenticationSessionModel login) {
        return login.getClientNote(FOR_ANOTHER) != null;
    }

    /**
     * The URL at which the login starts anew.
     *
     * @param keepsSession whether the browser keeps its session; otherwise the session is ended
     */
    public static URI url(
            KeycloakSession session, RealmModel realm, AuthenticationSessionModel login, boolean keepsSession) {
        return at(
                UriBuilder.fromUri(Urls.realmLoginRestartPage(
                        session.getContext().getUri().getBaseUri(), realm.getName(), keepsSession)),
                session,
                login);
    }

    /** The URL at which a login continues that was reset to the top of its flow, with what was noted since. */
    public static URI top(KeycloakSession session, RealmModel realm, AuthenticationSessionModel login) {
        return at(
                LoginActionsService.loginActionsBaseUrl(
                                session.getContext().getUri().getBaseUriBuilder())
                        .path(LoginActionsService.AUTHENTICATE_PATH)
                        .resolveTemplate("realm", realm.getName()),
                session,
                login);
    }

    private static URI at(UriBuilder url, KeycloakSession session, AuthenticationSessionModel login) {
        return url.queryParam(Constants.CLIENT_ID, "{client}")
                .queryParam(Constants.TAB_ID, "{tab}")
                .queryParam(Constants.CLIENT_DATA, "{data}")
                .build(
                        login.getClient().getClientId(),
                        login.getTabId(),
                        AuthenticationProcessor.getClientData(session, login));
    }
}
