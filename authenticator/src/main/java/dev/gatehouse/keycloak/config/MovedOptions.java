package dev.gatehouse.keycloak.config;

import org.jspecify.annotations.Nullable;
import org.keycloak.Config;

/**
 * Server options that have moved to another provider. They are read from the new provider, otherwise from the old one, where an operator
 * may have set them before.
 *
 * @param now the options of the provider that reads them
 * @param before the options of the provider that read them before
 */
public record MovedOptions(Config.Scope now, Config.Scope before) {

    /** The value of an option with the same name in both; {@code null} if it is not set. */
    public @Nullable String get(String name) {
        return get(name, name);
    }

    /** The value of an option; {@code null} if it is set under neither name. */
    public @Nullable String get(String name, String nameBefore) {
        String value = now.get(name);
        return value == null ? before.get(nameBefore) : value;
    }
}
