package dev.gatehouse.risk.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;

/** Reads values of a profile. Throws {@link IllegalArgumentException} for invalid values. */
final class ProfileFields {

    private ProfileFields() {}

    static ArrayNode array(JsonNode node, int least, int most) {
        if (node instanceof ArrayNode array && array.size() >= least && array.size() <= most) {
            return array;
        }
        throw new IllegalArgumentException("an array of " + least + " to " + most + " values was expected");
    }

    static JsonNode object(JsonNode root, String name) {
        JsonNode node = root.path(name);
        if (!node.isObject()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return node;
    }

    static double weight(JsonNode node) {
        double weight = number(node);
        if (weight < 0) {
            throw new IllegalArgumentException("a weight was expected");
        }
        return weight;
    }

    static double number(JsonNode node) {
        double number = node.asDouble(Double.NaN);
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("a number was expected");
        }
        return number;
    }

    static long integer(JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new IllegalArgumentException("an integer was expected");
        }
        return node.asLong();
    }

    static Instant time(JsonNode node) {
        return Instant.ofEpochSecond(integer(node));
    }
}
