package dev.gatehouse.keycloak.grant;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;
import org.keycloak.sessions.AuthenticationSessionModel;

/** A login that was begun and can be begun again, with what the app is waiting for. */
public final class LoginRestart {

    private LoginRestart() {}

    /**
     * Where it begins again.
     *
     * @param keepsSession whether the session that the browser has stays; otherwise it is ended
     */
    public static URI url(KeycloakSession session, RealmModel realm, AuthenticationSessionModel login, boolean keepsSession) {
        return UriBuilder
                .fromUri(Urls.realmLoginRestartPage(session.getContext().getUri().getBaseUri(), realm.getName(), keepsSession))
                .queryParam(Constants.CLIENT_ID, "{client}")
                .queryParam(Constants.TAB_ID, "{tab}")
                .queryParam(Constants.CLIENT_DATA, "{data}")
                .build(login.getClient().getClientId(), login.getTabId(), AuthenticationProcessor.getClientData(session, login));
    }
}
