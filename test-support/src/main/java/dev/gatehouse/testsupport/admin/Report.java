package dev.gatehouse.testsupport.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.server.TestServer;

/** The realm's report, as an admin of the realm reads it. */
public record Report(JsonNode json) {

    public static Report of(TestServer server) {
        return new Report(server.admin().get("/gatehouse/report"));
    }

    public long logins() {
        return json.at("/total/logins").asLong();
    }

    public long challenged() {
        return json.at("/total/asked").asLong();
    }

    public long wouldHaveBeenChallenged() {
        return json.at("/total/wouldHaveBeenAsked").asLong();
    }

    /** A number of a line; 0 if there is no such line. */
    public long number(String section, String name, String number) {
        for (JsonNode line : json.get(section)) {
            if (line.path("name").asText().equals(name)) {
                return line.get(number).asLong();
            }
        }
        return 0;
    }

    /** The settings in force in a flow. */
    public JsonNode inForce(String flow) {
        for (JsonNode place : json.get("inForce")) {
            if (place.get("flow").asText().equals(flow)) {
                return place;
            }
        }
        throw new AssertionError("the report tells nothing of " + flow + ": " + json);
    }

    /** How often a user was challenged; 0 if the report does not name the user. */
    public int times(Admin.User user) {
        return line(user).path("times").asInt();
    }

    /** The line of a user. */
    public JsonNode line(Admin.User user) {
        for (JsonNode line : json.get("users")) {
            if (line.get("id").asText().equals(user.id())) {
                return line;
            }
        }
        return Admin.JSON.createObjectNode();
    }
}
