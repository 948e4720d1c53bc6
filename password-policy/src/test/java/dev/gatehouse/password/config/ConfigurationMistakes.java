package dev.gatehouse.password.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The table of mistakes in configuration-mistakes.json. */
final class ConfigurationMistakes {

    static final List<Mistake> ALL = read();

    private ConfigurationMistakes() {}

    /** An invalid configuration and its error message. */
    record Mistake(String text, String sentence) {}

    private static List<Mistake> read() {
        try (InputStream file = ConfigurationMistakes.class.getResourceAsStream(
                "/dev/gatehouse/password/configuration-mistakes.json")) {
            List<Mistake> mistakes = new ArrayList<>();
            for (JsonNode mistake : new ObjectMapper().readTree(file)) {
                mistakes.add(new Mistake(
                        mistake.get("config").asText(), mistake.get("sentence").asText()));
            }
            return mistakes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
