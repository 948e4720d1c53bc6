package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.provider.AlwaysOnListenerFactory;

/** Makes {@link AdminChangeListener} listeners, in every realm and without being switched on; they act where the gate is in use. */
public final class AdminChangeListenerFactory extends AlwaysOnListenerFactory {

    public AdminChangeListenerFactory() {
        super("gatehouse-admin-changes", AdminChangeListener::new);
    }
}
