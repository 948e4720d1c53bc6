package dev.gatehouse.recovery.page;

import dev.gatehouse.mfa.decision.UserSessions;
import dev.gatehouse.recovery.token.LinkPurpose;
import dev.gatehouse.recovery.token.ReturnTarget;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/**
 * The way back for a user who has confirmed a change of the password and is signed in in this browser: to the action that the app has
 * begun, which ends there, so that the app learns of the change; otherwise to the app.
 */
final class ChangeReturn {

    /** Ends the action, if the password was changed; the user has seen that it was. */
    static final String SEEN = "gatehouse-change-seen";

    private final KeycloakSession session;
    private final RealmModel realm;

    ChangeReturn(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * The way back; empty if the user is not signed in in this browser, or did not change the password from an app.
     *
     * @param userId the user of the link
     */
    Optional<URI> of(LinkPurpose purpose, String userId, ReturnTarget returnTarget) {
        UserModel user = purpose == LinkPurpose.CHANGE ? session.users().getUserById(realm, userId) : null;
        if (user == null || new UserSessions(session, realm, user).own().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(action(user, returnTarget).orElseGet(() -> ReturnUrls.app(session, realm, returnTarget)));
    }

    /** The action, if the tab that has begun it still waits in this browser. */
    private Optional<URI> action(UserModel user, ReturnTarget returnTarget) {
        RootAuthenticationSessionModel root =
                new AuthenticationSessionManager(session).getCurrentRootAuthenticationSession(realm);
        ClientModel client = realm.getClientByClientId(returnTarget.clientId());
        if (root == null || client == null || !root.getId().equals(returnTarget.login())) {
            return Optional.empty();
        }
        return Optional.ofNullable(root.getAuthenticationSession(client, returnTarget.tab()))
                .filter(tab -> isOf(user, tab))
                .map(this::action);
    }

    private static boolean isOf(UserModel user, AuthenticationSessionModel tab) {
        @Nullable UserModel authenticated = tab.getAuthenticatedUser();
        return authenticated != null
                && authenticated.getId().equals(user.getId())
                && UserModel.RequiredAction.UPDATE_PASSWORD
                        .name()
                        .equals(tab.getClientNote(Constants.KC_ACTION_EXECUTING));
    }

    private URI action(AuthenticationSessionModel tab) {
        return Urls.loginActionsBase(session.getContext().getUri().getBaseUri())
                .path(LoginActionsService.REQUIRED_ACTION)
                .queryParam(Constants.EXECUTION, UserModel.RequiredAction.UPDATE_PASSWORD.name())
                .queryParam(Constants.CLIENT_ID, "{client}")
                .queryParam(Constants.TAB_ID, "{tab}")
                .queryParam(Constants.CLIENT_DATA, "{data}")
                .queryParam(SEEN, "on")
                .build(
                        realm.getName(),
                        tab.getClient().getClientId(),
                        tab.getTabId(),
                        AuthenticationProcessor.getClientData(session, tab));
    }
}
