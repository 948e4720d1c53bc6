package dev.gatehouse.it.operations;

import dev.gatehouse.testsupport.server.TestServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Prometheus would have stored of Gatehouse's metrics of several nodes, one scrape a minute. */
final class ScrapedMetrics {

    private static final Pattern SAMPLE = Pattern.compile("(gatehouse_\\w+)(?:\\{(.*)})? (\\S+)");
    private static final String MISSING = "_";

    private final Map<String, TestServer> nodes;
    private final SortedMap<String, List<String>> series = new TreeMap<>();
    private int scrapes;

    /** @param nodes by the name that Prometheus gives them */
    ScrapedMetrics(Map<String, TestServer> nodes) {
        this.nodes = Map.copyOf(nodes);
    }

    /** Scrapes all nodes. */
    void scrape() {
        nodes.forEach((name, node) -> node.metricLines().forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                String labels = sample.group(2) == null ? "" : sample.group(2) + ",";
                List<String> values = series.computeIfAbsent(
                        sample.group(1) + "{" + labels + "instance=\"" + name + "\"}", missing -> new ArrayList<>());
                values.addAll(Collections.nCopies(scrapes - values.size(), MISSING));
                values.add(sample.group(3));
            }
        }));
        scrapes++;
    }

    /**
     * The series for promtool, as if nothing had happened in the minutes before the first scrape and after the last.
     *
     * @param minutes how many scrapes there are on the whole, besides the one at the beginning
     */
    List<String> series(int minutes) {
        int after = (minutes - scrapes) / 2;
        int before = minutes - scrapes - after;
        return series.entrySet().stream()
                .map(each -> "      - series: '" + each.getKey() + "'\n        values: '"
                        + values(each.getValue(), before, after) + "'\n")
                .toList();
    }

    private String values(List<String> scraped, int before, int after) {
        List<String> values = new ArrayList<>(scraped);
        values.addAll(Collections.nCopies(scrapes - values.size(), MISSING));
        List<String> all = new ArrayList<>(Collections.nCopies(before + 1, values.get(0)));
        all.addAll(values);
        all.addAll(Collections.nCopies(after, values.get(scrapes - 1)));
        return all.stream().collect(Collectors.joining(" "));
    }
}
