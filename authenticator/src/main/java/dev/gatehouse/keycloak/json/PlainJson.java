package dev.gatehouse.keycloak.json;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.util.JsonSerialization;

/** JSON of plain values such as maps, numbers and records of them, whose serialisation never fails. */
public final class PlainJson {

    private PlainJson() {}

    /** Serialises a value. */
    public static String write(Object value) {
        try {
            return JsonSerialization.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException("plain values can always be written as JSON", e);
        }
    }

    /** Parses a value; empty for {@code null} and for damaged JSON. */
    public static <T> Optional<T> read(@Nullable String json, Class<T> type) {
        try {
            return json == null ? Optional.empty() : Optional.ofNullable(JsonSerialization.readValue(json, type));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }
}
