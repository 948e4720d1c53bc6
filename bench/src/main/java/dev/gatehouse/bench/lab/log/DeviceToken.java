package dev.gatehouse.bench.lab.log;

import java.util.Arrays;
import java.util.Optional;

/** Whether a login carried the token of a known device. */
public enum DeviceToken {
    /** A valid token of this user. */
    PRESENT("yes"),
    /** No token. */
    ABSENT("no"),
    /** A token of this user that was already rotated. */
    REPLAYED("replayed");

    private final String label;

    DeviceToken(String label) {
        this.label = label;
    }

    /** The name in logs. */
    public String label() {
        return label;
    }

    /** The value with this label, ignoring case; empty for any other text. */
    public static Optional<DeviceToken> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(token -> token.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
