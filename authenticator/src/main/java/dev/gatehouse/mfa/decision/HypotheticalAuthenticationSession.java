package dev.gatehouse.mfa.decision;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/** The authentication session of a hypothetical login: as a login has it when its first factor is proven, but in memory only. */
final class HypotheticalAuthenticationSession implements AuthenticationSessionModel {

    private final Map<String, String> userSessionNotes = new HashMap<>();
    private final Map<String, String> authNotes = new HashMap<>();
    private final Map<String, String> clientNotes = new HashMap<>();
    private final Map<String, ExecutionStatus> executions = new HashMap<>();
    private final Set<String> requiredActions = new HashSet<>();
    private final RealmModel realm;
    private final ClientModel client;
    private final Root root = new Root();
    private Set<String> clientScopes = Set.of();
    private @Nullable UserModel user;
    private @Nullable String redirectUri;
    private @Nullable String action;
    private @Nullable String protocol;

    HypotheticalAuthenticationSession(RealmModel realm, UserModel user, ClientModel client) {
        this.realm = realm;
        this.user = user;
        this.client = client;
        this.protocol = Objects.requireNonNullElse(client.getProtocol(), OIDCLoginProtocol.LOGIN_PROTOCOL);
    }

    /** The session of the browser that this login would have; it has no other tab. */
    private final class Root implements RootAuthenticationSessionModel {

        private final String id = UUID.randomUUID().toString();
        private int timestamp = Time.currentTime();

        @Override
        public String getId() {
            return id;
        }

        @Override
        public RealmModel getRealm() {
            return realm;
        }

        @Override
        public int getTimestamp() {
            return timestamp;
        }

        @Override
        public void setTimestamp(int seconds) {
            timestamp = seconds;
        }

        @Override
        public Map<String, AuthenticationSessionModel> getAuthenticationSessions() {
            return Map.of(getTabId(), HypotheticalAuthenticationSession.this);
        }

        @Override
        public @Nullable AuthenticationSessionModel getAuthenticationSession(ClientModel ofClient, String tabId) {
            return getTabId().equals(tabId) && client.equals(ofClient) ? HypotheticalAuthenticationSession.this : null;
        }

        @Override
        public AuthenticationSessionModel createAuthenticationSession(ClientModel ofClient) {
            throw new UnsupportedOperationException("a hypothetical login has one tab");
        }

        @Override
        public void removeAuthenticationSessionByTabId(String tabId) {
            throw new UnsupportedOperationException("a hypothetical login does not end");
        }

        @Override
        public void restartSession(RealmModel ofRealm) {
            throw new UnsupportedOperationException("a hypothetical login does not restart");
        }
    }

    @Override
    public String getTabId() {
        return "hypothetical";
    }

    @Override
    public RootAuthenticationSessionModel getParentSession() {
        return root;
    }

    @Override
    public Map<String, ExecutionStatus> getExecutionStatus() {
        return executions;
    }

    @Override
    public void setExecutionStatus(String execution, ExecutionStatus status) {
        executions.put(execution, status);
    }

    @Override
    public void clearExecutionStatus() {
        executions.clear();
    }

    @Override
    public @Nullable UserModel getAuthenticatedUser() {
        return user;
    }

    @Override
    public void setAuthenticatedUser(@Nullable UserModel authenticated) {
        user = authenticated;
    }

    @Override
    public Set<String> getRequiredActions() {
        return requiredActions;
    }

    @Override
    public void addRequiredAction(String alias) {
        requiredActions.add(alias);
    }

    @Override
    public void removeRequiredAction(String alias) {
        requiredActions.remove(alias);
    }

    @Override
    public void addRequiredAction(UserModel.RequiredAction required) {
        addRequiredAction(required.name());
    }

    @Override
    public void removeRequiredAction(UserModel.RequiredAction required) {
        removeRequiredAction(required.name());
    }

    @Override
    public void setUserSessionNote(String name, String value) {
        userSessionNotes.put(name, value);
    }

    @Override
    public Map<String, String> getUserSessionNotes() {
        return userSessionNotes;
    }

    @Override
    public void clearUserSessionNotes() {
        userSessionNotes.clear();
    }

    @Override
    public @Nullable String getAuthNote(String name) {
        return authNotes.get(name);
    }

    @Override
    public void setAuthNote(String name, String value) {
        authNotes.put(name, value);
    }

    @Override
    public void removeAuthNote(String name) {
        authNotes.remove(name);
    }

    @Override
    public void clearAuthNotes() {
        authNotes.clear();
    }

    @Override
    public @Nullable String getClientNote(String name) {
        return clientNotes.get(name);
    }

    @Override
    public void setClientNote(String name, String value) {
        clientNotes.put(name, value);
    }

    @Override
    public void removeClientNote(String name) {
        clientNotes.remove(name);
    }

    @Override
    public Map<String, String> getClientNotes() {
        return clientNotes;
    }

    @Override
    public void clearClientNotes() {
        clientNotes.clear();
    }

    @Override
    public Set<String> getClientScopes() {
        return clientScopes;
    }

    @Override
    public void setClientScopes(Set<String> scopes) {
        clientScopes = scopes;
    }

    @Override
    public @Nullable String getRedirectUri() {
        return redirectUri;
    }

    @Override
    public void setRedirectUri(@Nullable String uri) {
        redirectUri = uri;
    }

    @Override
    public RealmModel getRealm() {
        return realm;
    }

    @Override
    public ClientModel getClient() {
        return client;
    }

    @Override
    public @Nullable String getAction() {
        return action;
    }

    @Override
    public void setAction(@Nullable String name) {
        action = name;
    }

    @Override
    public @Nullable String getProtocol() {
        return protocol;
    }

    @Override
    public void setProtocol(@Nullable String name) {
        protocol = name;
    }
}
