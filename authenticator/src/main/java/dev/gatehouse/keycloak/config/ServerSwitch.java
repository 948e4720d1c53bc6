package dev.gatehouse.keycloak.config;

import org.jspecify.annotations.Nullable;
import org.keycloak.Config;

/** A server option or realm setting that can switch off a protection. */
public final class ServerSwitch {

    private ServerSwitch() {}

    /** Whether the option is on. Only "false" switches it off, so that a typing error does not. */
    public static boolean isOn(Config.Scope config, String option) {
        return isOn(config.get(option));
    }

    /** Whether a value means on; {@code null} if it is not set. */
    public static boolean isOn(@Nullable String value) {
        return value == null || !value.strip().equalsIgnoreCase("false");
    }
}
