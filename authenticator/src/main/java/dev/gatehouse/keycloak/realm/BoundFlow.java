package dev.gatehouse.keycloak.realm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderQuery;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * A flow that logins of a realm run through. A flow that is in the list of flows but not bound anywhere decides nothing.
 *
 * @param use what the flow is bound as
 * @param owner the client id or the alias of the provider that it is bound to; empty for the realm
 * @param flow the flow
 */
public record BoundFlow(Use use, String owner, AuthenticationFlowModel flow) {

    private static final String REALM = "";

    /** What a flow is bound as. */
    public enum Use {
        /** The realm's browser flow. */
        BROWSER,
        /** The realm's direct grant flow. */
        DIRECT_GRANT,
        /** A client's flow in place of the realm's browser flow. */
        CLIENT_BROWSER,
        /** A client's flow in place of the realm's direct grant flow. */
        CLIENT_DIRECT_GRANT,
        /** The first login through an identity provider. */
        FIRST_LOGIN,
        /** Each login through an identity provider, after it. */
        POST_LOGIN
    }

    /** The flows of enabled clients and providers, and the realm's own, in the order of {@link Use}. */
    public static List<BoundFlow> of(KeycloakSession session, RealmModel realm) {
        List<ClientModel> clients =
                realm.getClientsStream().filter(ClientModel::isEnabled).toList();
        List<IdentityProviderModel> providers = session.identityProviders()
                .getAllStream(IdentityProviderQuery.userAuthentication())
                .filter(IdentityProviderModel::isEnabled)
                .toList();
        return Stream.of(
                        bound(Use.BROWSER, REALM, realm.getBrowserFlow()),
                        bound(Use.DIRECT_GRANT, REALM, realm.getDirectGrantFlow()),
                        clients.stream()
                                .flatMap(client -> override(
                                        realm, client, Use.CLIENT_BROWSER, AuthenticationFlowBindings.BROWSER_BINDING)),
                        clients.stream()
                                .flatMap(client -> override(
                                        realm,
                                        client,
                                        Use.CLIENT_DIRECT_GRANT,
                                        AuthenticationFlowBindings.DIRECT_GRANT_BINDING)),
                        bound(Use.FIRST_LOGIN, REALM, realm.getFirstBrokerLoginFlow()),
                        providers.stream()
                                .flatMap(provider -> bound(
                                        Use.FIRST_LOGIN,
                                        provider.getAlias(),
                                        byId(realm, provider.getFirstBrokerLoginFlowId()))),
                        providers.stream()
                                .flatMap(provider -> bound(
                                        Use.POST_LOGIN,
                                        provider.getAlias(),
                                        byId(realm, provider.getPostBrokerLoginFlowId()))))
                .flatMap(flows -> flows)
                .toList();
    }

    private static Stream<BoundFlow> override(RealmModel realm, ClientModel client, Use use, String binding) {
        Map<String, String> overrides = client.getAuthenticationFlowBindingOverrides();
        return bound(use, client.getClientId(), byId(realm, overrides == null ? null : overrides.get(binding)));
    }

    private static @Nullable AuthenticationFlowModel byId(RealmModel realm, @Nullable String id) {
        return id == null || id.isEmpty() ? null : realm.getAuthenticationFlowById(id);
    }

    private static Stream<BoundFlow> bound(Use use, String owner, @Nullable AuthenticationFlowModel flow) {
        return Optional.ofNullable(flow).map(found -> new BoundFlow(use, owner, found)).stream();
    }
}
