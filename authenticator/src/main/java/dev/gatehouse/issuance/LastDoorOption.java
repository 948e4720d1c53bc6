package dev.gatehouse.issuance;

import dev.gatehouse.config.Switch;
import org.keycloak.Config;

/** The option of each protocol's provider that switches the last door off. */
final class LastDoorOption {

    /** The name of the option. */
    static final String NAME = "last-door";

    private LastDoorOption() {}

    /** Whether the last door is on. Anything but a clear no means yes. */
    static boolean isOn(Config.Scope config) {
        return Switch.isOn(config, NAME);
    }

    static boolean isOn(String value) {
        return Switch.isOn(value);
    }
}
