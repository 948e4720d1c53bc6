package dev.gatehouse.testsupport.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.testsupport.admin.Admin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a database into what the first version of Gatehouse would have left: its table, its Liquibase records, and its format of profiles.
 */
public final class FirstVersion {

    private static final List<String> NOT_YET = List.of(
            "alter table GH_PROFILE drop column ASKED",
            "alter table GH_PROFILE drop column ASKED_TIMES",
            "alter table GH_PROFILE drop column DEVICES",
            "alter table GH_PROFILE drop column SECURED_AT",
            "drop table GH_POPULATION",
            "drop table GH_ENFORCEMENT",
            "drop table GH_SETTINGS",
            "drop table DATABASECHANGELOG_GH_POPULAT",
            "drop table DATABASECHANGELOG_GH_SETTING",
            "drop table GH_SETUP",
            "drop table DATABASECHANGELOG_GH_SETUP",
            "drop table GH_FEEDBACK",
            "drop table DATABASECHANGELOG_GH_FEEDBAC",
            "delete from DATABASECHANGELOG_GATEHOUSE_ where ID <> '0.1.0-profile'");

    private FirstVersion() {}

    /** Converts the database, while no server is using it. */
    public static void restoreIn(Database database) throws SQLException {
        try (Connection connection = database.connect()) {
            Map<String, String> profiles = new LinkedHashMap<>();
            try (Statement statement = connection.createStatement()) {
                for (String sql : NOT_YET) {
                    statement.execute(sql);
                }
                if (database.vendor().equals("mariadb")) {
                    statement.execute("alter table GH_PROFILE modify USER_ID varchar(255) not null");
                }
                try (ResultSet rows = statement.executeQuery("select USER_ID, PROFILE from GH_PROFILE")) {
                    while (rows.next()) {
                        profiles.put(rows.getString(1), format1(rows.getString(2)));
                    }
                }
            }
            try (PreparedStatement update =
                    connection.prepareStatement("update GH_PROFILE set PROFILE = ? where USER_ID = ?")) {
                for (Map.Entry<String, String> profile : profiles.entrySet()) {
                    update.setString(1, profile.getValue());
                    update.setString(2, profile.getKey());
                    update.executeUpdate();
                }
            }
        }
    }

    /**
     * Converts a profile to the format of the first version: times instead of ages, a counter of systems, nothing about addresses,
     * providers, versions and places.
     */
    public static String format1(String format2) {
        try {
            JsonNode profile = Admin.JSON.readTree(format2);
            ObjectNode first = Admin.JSON.createObjectNode().put("v", 1);
            ArrayNode habit = first.putArray("habit");
            for (int field = 0; field < 4; field++) {
                habit.add(profile.get("habit").get(field));
            }
            long last = profile.get("habit").get(3).asLong();
            for (String counter : List.of("prefixes", "countries")) {
                ObjectNode sightings = first.putObject(counter);
                profile.get(counter)
                        .properties()
                        .forEach(entry -> copy(entry.getValue(), last, sightings.putArray(entry.getKey())));
            }
            ObjectNode systems = first.putObject("systems");
            ObjectNode browsers = first.putObject("browsers");
            profile.get("browsers").properties().forEach(entry -> {
                copy(entry.getValue(), last, browsers.putArray(entry.getKey()));
                copy(
                        entry.getValue(),
                        last,
                        systems.putArray(entry.getKey().substring(entry.getKey().indexOf('/') + 1)));
            });
            return Admin.JSON.writeValueAsString(first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(JsonNode sighting, long last, ArrayNode fields) {
        fields.add(sighting.get(0))
                .add(sighting.get(1))
                .add(last - 60 * sighting.get(2).asLong());
    }
}
