package dev.gatehouse.bench.lab.evaluate;

import dev.gatehouse.bench.lab.log.Attacker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Goals and figures as tables in Markdown. */
final class MarkdownReport {

    private static final List<Double> SHOWN = List.of(0.995, 0.99, 0.98, 0.97);
    private static final List<String> DETAILED = List.of("Freeman", "Gatehouse", "Gatehouse with device token");

    private final Figures figures;
    private final List<String> lines = new ArrayList<>();

    private MarkdownReport(Evaluation evaluation) {
        this.figures = evaluation.figures();
    }

    /** A report of the goals only. */
    static List<String> of(Goals goals) {
        List<String> lines = new ArrayList<>();
        lines.add(row("", "Measured", "Figure", "Target", ""));
        lines.add("| --- | --- | --- | --- | --- |");
        goals.goals()
                .forEach(goal -> lines.add(row(
                        goal.name(), goal.what(), goal.figure(), goal.target(), goal.reached() ? "pass" : "**FAIL**")));
        return lines;
    }

    /** The full report. */
    static List<String> of(Evaluation evaluation, Goals goals) {
        MarkdownReport report = new MarkdownReport(evaluation);
        report.lines.addAll(of(goals));
        report.compared();
        report.challenges();
        report.byFrequency();
        report.homeAndMinority();
        report.companies();
        return List.copyOf(report.lines);
    }

    private void title(String text, String... head) {
        lines.add("");
        lines.add(text);
        lines.add("");
        lines.add(row(head));
        lines.add(row(Arrays.stream(head).map(column -> "---").toArray(String[]::new)));
    }

    private void compared() {
        List<Attacker> attackers = List.of(Attacker.values());
        List<String> names = new ArrayList<>(DETAILED);
        names.addAll(Comparison.names());
        title(
                "Share of the second to twelfth login that is challenged, at TPR .99 (very targeted and stolen token: .83).",
                head("", attackers.stream().map(Attacker::label).toList()));
        for (String name : names) {
            lines.add(row(head(
                    name,
                    attackers.stream()
                            .map(attacker -> figures.of(Evaluation.ONE_COUNTRY, name, attacker, tpr(attacker), "rate")
                                    .percent())
                            .toList())));
        }
    }

    private static double tpr(Attacker attacker) {
        return attacker == Attacker.VERY_TARGETED || attacker == Attacker.STOLEN_TOKEN ? 0.8276 : 0.99;
    }

    private void challenges() {
        title(
                "Challenges of users with 5, 12, 25 and 39 logins, the first login included: median, and mean in brackets; one country.",
                "Model",
                "Attacker",
                "TPR",
                "5",
                "12",
                "25",
                "39",
                "FPR");
        for (String name : DETAILED) {
            for (Attacker attacker : Attacker.values()) {
                for (double tpr : attacker == Attacker.VERY_TARGETED || attacker == Attacker.STOLEN_TOKEN
                        ? List.of(0.8276)
                        : SHOWN) {
                    List<String> cells = new ArrayList<>(List.of(name, attacker.label(), Double.toString(tpr)));
                    PublishedTable.LOGINS.forEach(logins -> cells.add(cell(name, attacker, tpr, logins)));
                    cells.add(figures.of(Evaluation.ONE_COUNTRY, name, attacker, tpr, "fpr")
                            .percent());
                    lines.add(row(cells.toArray(String[]::new)));
                }
            }
        }
    }

    private String cell(String name, Attacker attacker, double tpr, int logins) {
        double median = figures.of(Evaluation.ONE_COUNTRY, name, attacker, tpr, "median", logins)
                .mean();
        return String.format(
                Locale.ROOT,
                "%.1f (%s)",
                median,
                figures.of(Evaluation.ONE_COUNTRY, name, attacker, tpr, "mean", logins)
                        .number());
    }

    private void byFrequency() {
        title(
                "Share of logins challenged at TPR .99, by how many logins a user has; one country; the first login left out.",
                head(
                        "Model",
                        List.of("Attacker"),
                        Group.BY_FREQUENCY.stream().map(Group::label).toList()));
        for (String name : DETAILED) {
            for (Attacker attacker : List.of(Attacker.VPN, Attacker.TARGETED, Attacker.RESIDENTIAL)) {
                lines.add(row(head(
                        name,
                        List.of(attacker.label()),
                        Group.BY_FREQUENCY.stream()
                                .map(group -> figures.of(Evaluation.ONE_COUNTRY, name, attacker, group, "fpr")
                                        .percent())
                                .toList())));
            }
        }
    }

    private void homeAndMinority() {
        title(
                "A realm in which 20 % of the users live in other countries: logins challenged at TPR .99, and attackers caught where the threshold catches .95 of all.",
                "Model", "Attacker", "challenged, home", "challenged, elsewhere", "caught, home", "caught, elsewhere");
        for (String name : DETAILED) {
            for (Attacker attacker : List.of(Attacker.NAIVE, Attacker.VPN, Attacker.TARGETED, Attacker.RESIDENTIAL)) {
                lines.add(row(
                        name,
                        attacker.label(),
                        many(name, attacker, "home", "rate"),
                        many(name, attacker, "minority", "rate"),
                        many(name, attacker, "home", "tpr"),
                        many(name, attacker, "minority", "tpr")));
            }
        }
    }

    private void companies() {
        List<String> attackers =
                CompanyFigures.attackers().stream().map(CompanyFigures::label).toList();
        title(
                "Companies at default settings, after 30 days: own logins challenged, and attackers who are. In brackets: attackers on newcomers.",
                head(
                        "",
                        List.of("own", "person p99", "most", "worst week", "longest run", "newcomers with > 2 codes"),
                        attackers));
        CompanyFigures.companies().keySet().forEach(name -> lines.add(company(name)));
        title(
                "The call centre's attackers, caught by the formulas of other systems if these challenge 2 % of own logins.",
                head("", attackers));
        CompanyRivals.scorers()
                .forEach(scorer -> lines.add(row(head(
                        scorer.name(),
                        CompanyFigures.attackers().stream()
                                .map(attacker -> figures.of(CompanyFigures.CALL_CENTRE, scorer.name(), attacker)
                                        .percent())
                                .toList()))));
    }

    private String company(String name) {
        List<String> own = Stream.of(
                        CompanyFigures.CHALLENGED, CompanyFigures.P99, CompanyFigures.MAX, CompanyFigures.WORST_WEEK)
                .map(figure -> figures.of(name, figure).percent())
                .toList();
        return row(head(
                name,
                Stream.of(
                                own.stream(),
                                Stream.of(
                                        figures.of(name, CompanyFigures.LONGEST).number()),
                                Stream.of(figures.of(name, CompanyFigures.FIRST_WEEK)
                                        .percent()))
                        .flatMap(cells -> cells)
                        .toList(),
                CompanyFigures.attackers().stream()
                        .map(attacker -> caught(name, attacker))
                        .toList()));
    }

    private String caught(String name, dev.gatehouse.bench.lab.company.Attacker attacker) {
        Sample onNewcomers = figures.of(name, CompanyFigures.NEWCOMER, attacker);
        String all = figures.of(name, attacker).percent();
        return onNewcomers.isEmpty() ? all : all + " (" + onNewcomers.percent() + ")";
    }

    private String many(String name, Attacker attacker, String who, String what) {
        return figures.of(Evaluation.MANY_COUNTRIES, name, attacker, who, what).percent();
    }

    private String[] head(String first, List<String> more) {
        return head(first, more, List.of());
    }

    private String[] head(String first, List<String> more, List<String> rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(more);
        all.addAll(rest);
        return all.toArray(String[]::new);
    }

    /** The extent of the evaluation, as a caption. */
    static String caption(Evaluation evaluation) {
        Evaluation.Size size = evaluation.size();
        return size.seeds() + " seeds, each with " + size.users() + " users and " + size.days()
                + " days; ± is half a 95 % confidence interval";
    }

    private static String row(String... cells) {
        return Arrays.stream(cells).collect(Collectors.joining(" | ", "| ", " |"));
    }
}
