package dev.gatehouse.mfa.decision;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is done about a suspicious login. */
public enum Mode {
    /** Nothing: no score, no question. */
    OFF,
    /** It is scored and recorded, and never asked. */
    OBSERVE,
    /** A second factor is asked for. */
    ENFORCE;

    /** The name used in the configuration. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Mode> parse(String text) {
        return Arrays.stream(values()).filter(mode -> mode.configName().equals(text)).findFirst();
    }

    /** All names, in the order in which an admin should come to them. */
    public static List<String> configNames() {
        return Arrays.stream(values()).map(Mode::configName).toList();
    }
}
