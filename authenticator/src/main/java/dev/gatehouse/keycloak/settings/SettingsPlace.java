package dev.gatehouse.keycloak.settings;

/**
 * Where settings were saved, within a realm.
 *
 * @param name unique in the realm, at most 255 characters, e.g. {@code required action gatehouse-mfa-gate}
 */
record SettingsPlace(String name) {

    /** The place of the settings of a required action. */
    static SettingsPlace ofAction(String alias) {
        return new SettingsPlace("required action " + alias);
    }
}
