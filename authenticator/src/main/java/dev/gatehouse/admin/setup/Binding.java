package dev.gatehouse.admin.setup;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * A place where a flow is bound.
 *
 * @param place the kind of place
 * @param owner the id of the client, the alias of the provider; empty for the realm
 */
record Binding(Place place, String owner) {

    /** The kinds of places. Their names are stored. */
    enum Place {
        REALM_BROWSER,
        REALM_DIRECT_GRANT,
        REALM_FIRST_LOGIN,
        REALM_RESET,
        CLIENT_BROWSER,
        CLIENT_DIRECT_GRANT,
        PROVIDER_FIRST_LOGIN,
        PROVIDER_POST_LOGIN
    }

    static Binding ofRealm(Place place) {
        return new Binding(place, "");
    }

    /** The id of the bound flow; empty if none is bound, or if the owner is gone. */
    Optional<String> flow(KeycloakSession session, RealmModel realm) {
        String flow =
                switch (place) {
                    case REALM_BROWSER -> id(realm.getBrowserFlow());
                    case REALM_DIRECT_GRANT -> id(realm.getDirectGrantFlow());
                    case REALM_FIRST_LOGIN -> id(realm.getFirstBrokerLoginFlow());
                    case REALM_RESET -> id(realm.getResetCredentialsFlow());
                    case CLIENT_BROWSER, CLIENT_DIRECT_GRANT ->
                        client(realm)
                                .map(client -> client.getAuthenticationFlowBindingOverride(override()))
                                .orElse(null);
                    case PROVIDER_FIRST_LOGIN ->
                        provider(session)
                                .map(IdentityProviderModel::getFirstBrokerLoginFlowId)
                                .orElse(null);
                    case PROVIDER_POST_LOGIN ->
                        provider(session)
                                .map(IdentityProviderModel::getPostBrokerLoginFlowId)
                                .orElse(null);
                };
        return Optional.ofNullable(flow).filter(id -> !id.isEmpty());
    }

    /**
     * Binds another flow. It does nothing if the owner is gone.
     *
     * @param flow the flow; {@code null} for none, which only owners may have
     */
    void bind(KeycloakSession session, RealmModel realm, @Nullable AuthenticationFlowModel flow) {
        switch (place) {
            case REALM_BROWSER -> realm.setBrowserFlow(flow);
            case REALM_DIRECT_GRANT -> realm.setDirectGrantFlow(flow);
            case REALM_FIRST_LOGIN -> realm.setFirstBrokerLoginFlow(flow);
            case REALM_RESET -> realm.setResetCredentialsFlow(flow);
            case CLIENT_BROWSER, CLIENT_DIRECT_GRANT -> client(realm).ifPresent(client -> bind(client, flow));
            case PROVIDER_FIRST_LOGIN, PROVIDER_POST_LOGIN ->
                provider(session).ifPresent(provider -> bind(session, provider, flow));
        }
    }

    private void bind(ClientModel client, @Nullable AuthenticationFlowModel flow) {
        if (flow == null) {
            client.removeAuthenticationFlowBindingOverride(override());
        } else {
            client.setAuthenticationFlowBindingOverride(override(), flow.getId());
        }
    }

    private void bind(KeycloakSession session, IdentityProviderModel found, @Nullable AuthenticationFlowModel flow) {
        // A copy, because the given model may be cached and shared by all requests.
        IdentityProviderModel provider = new IdentityProviderModel(found);
        if (place == Place.PROVIDER_FIRST_LOGIN) {
            provider.setFirstBrokerLoginFlowId(id(flow));
        } else {
            provider.setPostBrokerLoginFlowId(id(flow));
        }
        session.identityProviders().update(provider);
    }

    private Optional<ClientModel> client(RealmModel realm) {
        return Optional.ofNullable(realm.getClientById(owner));
    }

    private Optional<IdentityProviderModel> provider(KeycloakSession session) {
        return Optional.ofNullable(session.identityProviders().getByAlias(owner));
    }

    private String override() {
        return place == Place.CLIENT_BROWSER
                ? AuthenticationFlowBindings.BROWSER_BINDING
                : AuthenticationFlowBindings.DIRECT_GRANT_BINDING;
    }

    private static @Nullable String id(@Nullable AuthenticationFlowModel flow) {
        return flow == null ? null : flow.getId();
    }
}
