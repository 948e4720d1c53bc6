package dev.gatehouse.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import dev.gatehouse.keycloak.metrics.GatehouseGauge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of metrics matches the code; dashboard and alerts query no other metrics. */
class MetricsDocumentTest {

    private static final Set<String> OF_PROMETHEUS = Set.of("instance");
    private static final Pattern METRIC = Pattern.compile("gatehouse_[a-z_]+(?!\\.)");
    private static final Pattern SELECTOR = Pattern.compile("(gatehouse_[a-z_]+)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");

    /** A metric in the table. */
    private record Row(String name, String type, List<String> labels) {}

    @Test
    void theTableListsExactlyTheMetricsOfTheCode() {
        List<Row> code = Stream.concat(
                        Arrays.stream(GatehouseCounter.values())
                                .map(counter -> new Row(counter.prometheusName(), "counter", counter.labels())),
                        Arrays.stream(GatehouseGauge.values())
                                .map(gauge -> new Row(gauge.prometheusName(), "gauge", gauge.labels())))
                .toList();
        assertThat(table()).containsExactlyInAnyOrderElementsOf(code);
    }

    @Test
    void theDashboardShowsEveryMetricAndQueriesNoOther() throws IOException {
        List<String> expressions = expressions(
                new ObjectMapper().readTree(OperationsDocument.read("deploy/grafana/gatehouse-dashboard.json")));
        assertThat(expressions).hasSizeGreaterThan(10).allSatisfy(this::assertQueriesExistingMetrics);
        assertThat(expressions.stream()
                        .flatMap(expression -> OperationsDocument.all(METRIC, expression).stream())
                        .map(metric -> metric.group())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(labels().keySet());
    }

    @Test
    void theDashboardImportSelectsTheDataSourceOfAllPanels() throws IOException {
        JsonNode dashboard =
                new ObjectMapper().readTree(OperationsDocument.read("deploy/grafana/gatehouse-dashboard.json"));
        assertThat(dashboard.path("__inputs")).hasSize(1);
        JsonNode input = dashboard.path("__inputs").path(0);
        assertThat(input.path("type").asText()).isEqualTo("datasource");
        assertThat(input.path("pluginId").asText()).isEqualTo("prometheus");
        JsonNode variable = dashboard.path("templating").path("list").path(0);
        assertThat(variable.path("name").asText()).isEqualTo("datasource");
        assertThat(variable.path("current").path("value").asText())
                .isEqualTo("${" + input.path("name").asText() + "}");
        Set<String> required = new TreeSet<>(dashboard.path("__requires").findValuesAsText("id"));
        assertThat(dashboard.path("panels"))
                .filteredOn(panel -> !panel.path("type").asText().equals("row"))
                .extracting(panel -> panel.path("type").asText())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(required).contains(type));
    }

    @Test
    void everyPanelUsesTheSelectedDataSourceAndOverlapsNoOther() throws IOException {
        JsonNode dashboard =
                new ObjectMapper().readTree(OperationsDocument.read("deploy/grafana/gatehouse-dashboard.json"));
        assertThat(dashboard
                        .path("templating")
                        .path("list")
                        .path(0)
                        .path("type")
                        .asText())
                .isEqualTo("datasource");
        Set<String> places = new TreeSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            JsonNode place = panel.path("gridPos");
            for (int x = place.path("x").asInt();
                    x < place.path("x").asInt() + place.path("w").asInt();
                    x++) {
                for (int y = place.path("y").asInt();
                        y < place.path("y").asInt() + place.path("h").asInt();
                        y++) {
                    assertThat(places.add(x + "," + y))
                            .as("%s lies over another panel at %d, %d", panel.path("title"), x, y)
                            .isTrue();
                    assertThat(x).isLessThan(24);
                }
            }
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
                assertThat(panel.path("description").asText())
                        .as("what %s tells", panel.path("title"))
                        .isNotBlank();
            }
        }
        assertThat(places).isNotEmpty();
    }

    @Test
    void alertsQueryExistingMetricsAndNameARunbook() {
        String rules = OperationsDocument.read("deploy/prometheus/gatehouse-alerts.yml");
        String[] alerts = rules.split("- alert: ");
        assertThat(alerts).hasSizeGreaterThan(5);
        Arrays.stream(alerts).skip(1).forEach(alert -> {
            assertThat(alert).contains("expr: ", "severity: ", "summary: ", "runbook: ");
            assertQueriesExistingMetrics(alert.substring(alert.indexOf("expr: "), alert.indexOf("labels:")));
        });
        Set<String> numbers = OperationsDocument.rows(OperationsDocument.LOG_MESSAGES).stream()
                .flatMap(row -> OperationsDocument.named(row.get(0)).stream())
                .collect(Collectors.toSet());
        assertThat(OperationsDocument.all(Pattern.compile("GATEHOUSE-\\d{3}"), rules))
                .isNotEmpty()
                .allSatisfy(named -> assertThat(numbers).contains(named.group()));
    }

    private void assertQueriesExistingMetrics(String expression) {
        Map<String, List<String>> labels = labels();
        assertThat(OperationsDocument.all(METRIC, expression))
                .as(expression)
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(labels).containsKey(metric.group()));
        OperationsDocument.all(SELECTOR, expression).forEach(selector -> OperationsDocument.all(
                        MATCHER, selector.group(2))
                .forEach(matcher -> {
                    assertThat(with(labels.get(selector.group(1))))
                            .as(expression)
                            .contains(matcher.group(1));
                    assertThat(matcher.group(2).split("\\|")).as(expression).allSatisfy(this::assertIsDocumentedValue);
                }));
        Set<String> all = labels.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        OperationsDocument.all(GROUPING, expression)
                .forEach(grouping ->
                        assertThat(grouping.group(1).split(", ")).as(expression).isSubsetOf(with(all)));
    }

    private void assertIsDocumentedValue(String value) {
        boolean isVariableOrNumber = value.startsWith("$") || value.matches("-?\\d+");
        List<String> documented = OperationsDocument.named(OperationsDocument.page(OperationsDocument.METRICS)
                + OperationsDocument.page(OperationsDocument.EVENTS));
        assertThat(isVariableOrNumber || documented.contains(value))
                .as("%s is a documented value", value)
                .isTrue();
    }

    private static List<String> with(Iterable<String> labels) {
        List<String> all = new ArrayList<>(OF_PROMETHEUS);
        labels.forEach(all::add);
        return all;
    }

    private static List<String> expressions(JsonNode node) {
        return node.findValuesAsText("expr");
    }

    private Map<String, List<String>> labels() {
        return table().stream().collect(Collectors.toMap(Row::name, Row::labels));
    }

    private List<Row> table() {
        return OperationsDocument.rows(OperationsDocument.METRICS).stream()
                .map(row -> new Row(
                        OperationsDocument.named(row.get(0)).get(0), row.get(1), OperationsDocument.named(row.get(2))))
                .toList();
    }
}
