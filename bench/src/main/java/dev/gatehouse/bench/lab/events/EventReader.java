package dev.gatehouse.bench.lab.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;

/**
 * Reads events one by one, from a JSON array, as returned by the admin REST API, or from consecutive objects, as written by log
 * shippers.
 */
final class EventReader {

    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());

    private EventReader() {}

    /**
     * Reads all events.
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException if the text is not JSON; the message names the line
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
