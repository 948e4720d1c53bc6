package dev.gatehouse.keycloak.config;

import org.jspecify.annotations.Nullable;
import org.keycloak.Config;

/**
 * Options of the server that have moved to another provider. They are read where they are now, else where an operator may have set
 * them before.
 *
 * @param now the options of the provider that reads them
 * @param before the options of the provider that read them before
 */
public record MovedOptions(Config.Scope now, Config.Scope before) {

    /** The value of an option whose name has stayed; {@code null} if it was not given. */
    public @Nullable String get(String name) {
        return get(name, name);
    }

    /** The value of an option; {@code null} if it was given under neither name. */
    public @Nullable String get(String name, String nameBefore) {
        String value = now.get(name);
        return value == null ? before.get(nameBefore) : value;
    }
}
