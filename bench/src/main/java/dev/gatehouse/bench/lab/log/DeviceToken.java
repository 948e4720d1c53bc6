package dev.gatehouse.bench.lab.log;

import java.util.Arrays;
import java.util.Optional;

/** Whether a login came with the token of a known device. */
public enum DeviceToken {
    /** A valid token of this user. */
    PRESENT("yes"),
    /** None. */
    ABSENT("no"),
    /** One of this user that was rotated away before. */
    REPLAYED("replayed");

    private final String label;

    DeviceToken(String label) {
        this.label = label;
    }

    /** The name in logs. */
    public String label() {
        return label;
    }

    /** What this label means, whatever its case; empty for any other text. */
    public static Optional<DeviceToken> ofLabel(String label) {
        return Arrays.stream(values()).filter(token -> token.label.equalsIgnoreCase(label)).findFirst();
    }
}
