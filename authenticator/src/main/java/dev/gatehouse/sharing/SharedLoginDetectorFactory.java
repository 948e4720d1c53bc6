package dev.gatehouse.sharing;

import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Makes {@link SharedLoginDetector}s, in every realm and without being switched on; they look where the gate is registered. */
public final class SharedLoginDetectorFactory implements EventListenerProviderFactory {

    @Override
    public String getId() {
        return "gatehouse-shared-login-detector";
    }

    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new SharedLoginDetector(session);
    }

    @Override
    public void init(Config.Scope config) {
        // nothing to configure
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to do
    }

    @Override
    public void close() {
        // holds nothing
    }
}
