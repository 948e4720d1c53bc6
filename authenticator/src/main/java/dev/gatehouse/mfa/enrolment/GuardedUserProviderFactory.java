package dev.gatehouse.mfa.enrolment;

import dev.gatehouse.keycloak.config.ServerSwitch;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.notification.notice.EnrolmentNotifyingProvider;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.FederatedIdentityModel.FederatedIdentityCreatedEvent;
import org.keycloak.models.FederatedIdentityModel.FederatedIdentityRemovedEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.jpa.JpaUserProviderFactory;
import org.keycloak.provider.ProviderEvent;

/**
 * Replaces Keycloak's user store under the same id. Keycloak's events do not suffice: they come after a change, do not come for every
 * change, and cannot reject one. In realms that do not use the gate, the store behaves like Keycloak's own. The provider option
 * {@value #OPTION}, set to false, restores Keycloak's own store.
 */
public final class GuardedUserProviderFactory extends JpaUserProviderFactory implements EnrolmentNotifyingProvider {

    /** The option that switches the guard off. */
    static final String OPTION = "gatehouse-enrolment-guard";

    private boolean isOn = true;

    @Override
    public void init(Config.Scope config) {
        super.init(config);
        isOn = ServerSwitch.isOn(config, OPTION);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        super.postInit(factory);
        if (isOn) {
            factory.register(GuardedUserProviderFactory::onEvent);
        }
    }

    @Override
    public boolean isOn() {
        return isOn;
    }

    @Override
    public UserProvider create(KeycloakSession session) {
        return isOn
                ? new GuardedUserProvider(
                        session,
                        session.getProvider(JpaConnectionProvider.class).getEntityManager())
                : super.create(session);
    }

    @Override
    public int order() {
        return super.order() + 1000;
    }

    /** Whether a realm uses the gate. */
    static boolean isUsedBy(RealmModel realm) {
        return GatehouseRealm.of(realm).isGateEnabled();
    }

    private static void onEvent(ProviderEvent event) {
        if (event instanceof FederatedIdentityCreatedEvent created && isUsedBy(created.getRealm())) {
            new IdpLinkGuard(created.getKeycloakSession(), created.getRealm(), created.getUser())
                    .added(created.getFederatedIdentity().getIdentityProvider());
        } else if (event instanceof FederatedIdentityRemovedEvent removed && isUsedBy(removed.getRealm())) {
            new IdpLinkGuard(removed.getKeycloakSession(), removed.getRealm(), removed.getUser())
                    .removed(removed.getFederatedIdentity());
        }
    }
}
