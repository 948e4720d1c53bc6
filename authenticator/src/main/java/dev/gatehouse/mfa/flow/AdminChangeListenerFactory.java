package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.provider.AlwaysOnListenerFactory;

/** Creates {@link AdminChangeListener}s. They are active in every realm without being switched on, and act where the gate is enabled. */
public final class AdminChangeListenerFactory extends AlwaysOnListenerFactory {

    public AdminChangeListenerFactory() {
        super("gatehouse-admin-changes", AdminChangeListener::new);
    }
}
