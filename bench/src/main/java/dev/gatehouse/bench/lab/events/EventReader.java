package dev.gatehouse.bench.lab.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;

/** Reads events one by one, from a JSON array, as the admin REST interface answers, or one object after the other, as log shippers write. */
final class EventReader {

    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());

    private EventReader() {}

    /**
     * Reads all.
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException for text that is not JSON; the message names the line
     */
    static void read(Reader in, Consumer<JsonNode> sink) throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    sink.accept(JSON.readTree(parser));
                }
            }
        }
    }
}
