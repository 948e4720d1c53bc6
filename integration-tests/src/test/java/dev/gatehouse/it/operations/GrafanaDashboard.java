package dev.gatehouse.it.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.container.Compose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The queries of the dashboard, as Grafana sends them. */
final class GrafanaDashboard {

    /** The time range that the dashboard opens with. */
    static final int HOURS = 24;

    private static final String FILE = "deploy/grafana/gatehouse-dashboard.json";

    private final JsonNode json;

    GrafanaDashboard() {
        try {
            json = Admin.JSON.readTree(Files.readString(Compose.ROOT.resolve(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A query.
     *
     * @param panel the title of its panel
     * @param legend what its result is called there
     * @param expression in Prometheus' language, without variables
     */
    record Query(String panel, String legend, String expression) {}

    /** All queries for a realm and all nodes. */
    List<Query> queries(String realm) {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : json.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(new Query(
                        panel.path("title").asText(),
                        target.path("legendFormat").asText(),
                        target.path("expr")
                                .asText()
                                .replace("$realm", realm)
                                .replace("$instance", ".*")
                                .replace("$__range", HOURS + "h")
                                .replace("$__rate_interval", "4m")));
            }
        }
        return queries;
    }

    /** One query for a realm and all nodes. */
    Query query(String realm, String panel, String legend) {
        return queries(realm).stream()
                .filter(query -> query.panel().equals(panel) && query.legend().equals(legend))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the dashboard has no " + legend + " in " + panel));
    }
}
