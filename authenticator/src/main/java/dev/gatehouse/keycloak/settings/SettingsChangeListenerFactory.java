package dev.gatehouse.keycloak.settings;

import dev.gatehouse.keycloak.provider.AlwaysOnListenerFactory;

/** Makes {@link SettingsChangeListener}s, in every realm and without being switched on. */
public final class SettingsChangeListenerFactory extends AlwaysOnListenerFactory {

    public SettingsChangeListenerFactory() {
        super("gatehouse-settings-changes", SettingsChangeListener::new);
    }
}
