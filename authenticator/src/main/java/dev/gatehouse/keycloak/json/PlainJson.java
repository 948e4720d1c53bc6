package dev.gatehouse.keycloak.json;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.util.JsonSerialization;

/** JSON of values that are plain, such as maps, numbers and records of them: these can always be written. */
public final class PlainJson {

    private PlainJson() {}

    /** A value as JSON. */
    public static String write(Object value) {
        try {
            return JsonSerialization.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException("plain values can always be written as JSON", e);
        }
    }

    /** The value that was written; empty for {@code null} and for damaged JSON. */
    public static <T> Optional<T> read(@Nullable String json, Class<T> type) {
        try {
            return json == null ? Optional.empty() : Optional.ofNullable(JsonSerialization.readValue(json, type));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }
}
