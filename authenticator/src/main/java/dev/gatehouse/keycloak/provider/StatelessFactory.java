package dev.gatehouse.keycloak.provider;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSessionFactory;

/** Base of provider factories without options and state. */
public abstract class StatelessFactory {

    /** Of Keycloak's {@code ProviderFactory}. */
    public final void init(Config.Scope config) {
        // nothing to configure
    }

    /** Of Keycloak's {@code ProviderFactory}. */
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to do
    }

    /** Of Keycloak's {@code ProviderFactory}. */
    public final void close() {
        // holds nothing
    }
}
