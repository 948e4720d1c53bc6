package dev.gatehouse.keycloak.grant;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Restarts a login, with the parameters of the app's request. */
public final class LoginRestart {

    private LoginRestart() {}

    /**
     * The URL at which the login starts anew.
     *
     * @param keepsSession whether the browser keeps its session; otherwise the session is ended
     */
    public static URI url(
            KeycloakSession session, RealmModel realm, AuthenticationSessionModel login, boolean keepsSession) {
        return UriBuilder.fromUri(Urls.realmLoginRestartPage(
                        session.getContext().getUri().getBaseUri(), realm.getName(), keepsSession))
                .queryParam(Constants.CLIENT_ID, "{client}")
                .queryParam(Constants.TAB_ID, "{tab}")
                .queryParam(Constants.CLIENT_DATA, "{data}")
                .build(
                        login.getClient().getClientId(),
                        login.getTabId(),
                        AuthenticationProcessor.getClientData(session, login));
    }
}
