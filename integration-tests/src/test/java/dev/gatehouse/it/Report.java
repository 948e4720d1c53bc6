package dev.gatehouse.it;

import com.fasterxml.jackson.databind.JsonNode;

/** The report of the realm, as an admin of it reads it. */
record Report(JsonNode json) {

    static Report of(TestServer server) {
        return new Report(server.admin().get("/gatehouse/report"));
    }

    long logins() {
        return json.at("/total/logins").asLong();
    }

    long asked() {
        return json.at("/total/asked").asLong();
    }

    long wouldHaveBeenAsked() {
        return json.at("/total/wouldHaveBeenAsked").asLong();
    }

    /** A number of a line, 0 where there is no such line. */
    long number(String section, String name, String number) {
        for (JsonNode line : json.get(section)) {
            if (line.path("name").asText().equals(name)) {
                return line.get(number).asLong();
            }
        }
        return 0;
    }

    /** What holds in a flow. */
    JsonNode inForce(String flow) {
        for (JsonNode place : json.get("inForce")) {
            if (place.get("flow").asText().equals(flow)) {
                return place;
            }
        }
        throw new AssertionError("the report tells nothing of " + flow + ": " + json);
    }

    /** How often a user was asked; 0 where the report does not name the user. */
    int times(Admin.User user) {
        return line(user).path("times").asInt();
    }

    /** What the report says of a user. */
    JsonNode line(Admin.User user) {
        for (JsonNode line : json.get("users")) {
            if (line.get("id").asText().equals(user.id())) {
                return line;
            }
        }
        return Admin.JSON.createObjectNode();
    }
}
