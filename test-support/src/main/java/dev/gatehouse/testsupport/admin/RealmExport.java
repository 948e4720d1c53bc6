package dev.gatehouse.testsupport.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A realm as text, to compare what it has at two times. */
public final class RealmExport {

    /** What is different in each realm or at each time, and says nothing. */
    private static final List<String> OF_THE_MOMENT = List.of("id", "_id", "containerId", "notBefore", "internalId");

    private RealmExport() {}

    /** The realm as it is exported, without ids and times, in an order that does not depend on them. */
    public static String of(Admin admin) {
        JsonNode export = admin.send("POST", "/partial-export?exportClients=true&exportGroupsAndRoles=true", Map.of());
        return sorted(export).toPrettyString();
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().stream()
                    .filter(field -> !OF_THE_MOMENT.contains(field.getKey()))
                    .forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            ObjectNode object = Admin.JSON.createObjectNode();
            fields.forEach(object::set);
            return object;
        }
        if (node.isArray()) {
            List<JsonNode> items = new ArrayList<>();
            node.forEach(item -> items.add(sorted(item)));
            items.sort((one, other) -> one.toString().compareTo(other.toString()));
            ArrayNode array = Admin.JSON.createArrayNode();
            items.forEach(array::add);
            return array;
        }
        return node;
    }
}
