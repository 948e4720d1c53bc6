package dev.gatehouse.keycloak.grant;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.events.Details;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.saml.SamlProtocol;
import org.keycloak.services.Urls;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Restarts a login, with the parameters of the app's request. */
public final class LoginRestart {

    /** A restart keeps what the app has asked for, and this with it. */
    private static final String FOR_ANOTHER = "gatehouse.for-another-account";

    /**
     * What the app or a client policy has demanded of a login, and what its user has chosen for it. Keycloak keeps it in notes that a reset
     * of the flow deletes.
     */
    private static final List<String> KEPT = List.of(
            Constants.REQUESTED_AUTHENTICATION_FLOW,
            Constants.AUTHENTICATION_FLOW_LEVEL_OF_AUTHENTICATION,
            Constants.CLIENT_POLICY_REQUESTED_ACR,
            SamlProtocol.SAML_LOGIN_REQUEST_FORCEAUTHN,
            // A constant from Keycloak 26.7 on: by it a pushed request is used once.
            "authorization_request_uri",
            Details.AUTH_TYPE,
            Details.REMEMBER_ME,
            LocaleSelectorProvider.USER_REQUEST_LOCALE);

    private LoginRestart() {}

    /** Resets a login to the top of its flow. What was demanded of it stays demanded. */
    public static void reset(AuthenticationSessionModel login) {
        Runnable demands = demands(login);
        AuthenticationProcessor.resetFlow(login, LoginActionsService.AUTHENTICATE_PATH);
        demands.run();
    }

    /** The same from a step of the flow, which runs again in this request. */
    public static void reset(AuthenticationFlowContext context) {
        context.resetFlow(demands(context.getAuthenticationSession()));
    }

    /** Puts what is demanded now back into the login, when run. */
    private static Runnable demands(AuthenticationSessionModel login) {
        Map<String, String> demands = new LinkedHashMap<>();
        KEPT.forEach(note -> Optional.ofNullable(login.getAuthNote(note)).ifPresent(text -> demands.put(note, text)));
        return () -> demands.forEach(login::setAuthNote);
    }

    /** Notes that the login is for another account than the browser remembers, or an earlier step of the login has named. */
    public static void forAnotherAccount(AuthenticationSessionModel login) {
        login.removeClientNote(OIDCLoginProtocol.LOGIN_HINT_PARAM);
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
