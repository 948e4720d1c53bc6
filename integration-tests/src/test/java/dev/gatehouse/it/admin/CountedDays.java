package dev.gatehouse.it.admin;

import dev.gatehouse.testsupport.server.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Made-up counts of days in the realm's table, until they are taken away. The page for administrators reads them as it reads others. */
public final class CountedDays implements AutoCloseable {

    private final TestServer server;
    private final String realm;

    /** For the realm of a server. */
    public CountedDays(TestServer server) {
        this.server = server;
        realm = server.admin().get("").get("id").asText();
    }

    /** Adds rows for the days before today, the same ones each time. */
    public CountedDays fill(int days) throws SQLException {
        clear();
        Random random = new Random(4711);
        try (Connection connection = server.database();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into GH_POPULATION (REALM_ID, KIND, NAME, WEIGHT) values (?, ?, ?, ?)")) {
            for (int back = 1; back < days; back++) {
                LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(back);
                boolean isWeekend = day.getDayOfWeek().getValue() > 5;
                for (Map.Entry<String, Integer> row :
                        day(isWeekend ? 90 : 420, random).entrySet()) {
                    insert.setString(1, realm);
                    insert.setString(2, kind(day));
                    insert.setString(3, row.getKey());
                    insert.setDouble(4, row.getValue());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
        return this;
    }

    /** Takes away the counts of all days before today. */
    private void clear() throws SQLException {
        try (Connection connection = server.database();
                PreparedStatement delete = connection.prepareStatement(
                        "delete from GH_POPULATION where REALM_ID = ? and KIND like 'day:%' and KIND <> ?")) {
            delete.setString(1, realm);
            delete.setString(2, kind(LocalDate.now(ZoneOffset.UTC)));
            delete.executeUpdate();
        }
    }

    private static String kind(LocalDate day) {
        return "day:" + day;
    }

    @Override
    public void close() throws SQLException {
        clear();
    }

    private static Map<String, Integer> day(int logins, Random random) {
        int asked = logins * (3 + random.nextInt(3)) / 100;
        Map<String, Integer> rows = new LinkedHashMap<>();
        rows.put("ALL/PASSED/", logins - asked);
        rows.put("ALL/ASKED/", asked);
        List.of("dashboard", "workspace", "mobile").forEach(app -> {
            rows.put("CLIENT/PASSED/" + app, (logins - asked) / 3);
            rows.put("CLIENT/ASKED/" + app, asked / 3 + random.nextInt(3));
        });
        rows.put("CAUSE/ASKED/score", asked * 2 / 3);
        rows.put("CAUSE/ASKED/no_history", asked / 3);
        rows.put("REASON/ASKED/device_unknown", asked);
        rows.put("REASON/ASKED/country_new", asked / 2);
        rows.put("REASON/ASKED/provider_known", asked / 4);
        rows.put("COUNTRY/ASKED/DE", asked / 2);
        rows.put("COUNTRY/ASKED/AT", asked / 4);
        rows.put("COUNTRY/PASSED/DE", logins - asked);
        for (int login = 0; login < logins; login++) {
            double score = Math.min(12, -9 + 2.6 * random.nextGaussian() + (random.nextInt(20) == 0 ? 9 : 0));
            rows.merge("SCORE/" + (int) Math.floor((score + 25) / 0.25), 1, Integer::sum);
        }
        rows.put("MAIL/SENT", asked + 1);
        rows.put("MAIL/REFUSED", random.nextInt(10) == 0 ? 1 : 0);
        rows.put("ANSWER/ACCEPTED/email", asked - 1);
        rows.put("ANSWER/WRONG/email", random.nextInt(4));
        rows.put("CODE/GIVEN", asked + 1);
        rows.put("CODE/TRIED", asked);
        rows.put("LATENCY/UP_TO_10", asked / 4);
        rows.put("LATENCY/UP_TO_30", asked / 2);
        rows.put("LATENCY/UP_TO_60", asked / 5);
        rows.values().removeIf(times -> times == 0);
        return rows;
    }
}
