package dev.gatehouse.keycloak.config;

import org.jspecify.annotations.Nullable;
import org.keycloak.Config;

/** An option of the server, or a setting of a realm, that switches off what protects people. */
public final class ServerSwitch {

    private ServerSwitch() {}

    /** Whether it is on. Anything but a clear no means yes. */
    public static boolean isOn(Config.Scope config, String option) {
        return isOn(config.get(option));
    }

    /** The same for what was written; {@code null} where nothing was. */
    public static boolean isOn(@Nullable String value) {
        return value == null || !value.strip().equalsIgnoreCase("false");
    }
}
