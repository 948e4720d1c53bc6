package dev.gatehouse.password;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.password.rules.Person;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The passwords of vectors.json and the rules that they break. */
public record Vectors(String config, Person person, String about, String password, List<String> broken) {

    /** Reads all vectors. */
    public static List<Vectors> all() {
        try (InputStream file = Vectors.class.getResourceAsStream("vectors.json")) {
            List<Vectors> vectors = new ArrayList<>();
            for (JsonNode group : new ObjectMapper().readTree(file).get("groups")) {
                JsonNode person = group.path("person");
                for (JsonNode vector : group.get("vectors")) {
                    List<String> broken = new ArrayList<>();
                    vector.get("broken").forEach(code -> broken.add(code.asText()));
                    vectors.add(new Vectors(
                            group.get("config").asText(),
                            new Person(
                                    text(person, "username"),
                                    text(person, "email"),
                                    text(person, "firstName"),
                                    text(person, "lastName")),
                            group.get("about").asText() + ": "
                                    + vector.get("about").asText(),
                            vector.get("password").asText(),
                            broken));
                }
            }
            return vectors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode person, String field) {
        return person.path(field).asText(null);
    }
}
