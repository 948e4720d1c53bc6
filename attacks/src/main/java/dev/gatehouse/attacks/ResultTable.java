package dev.gatehouse.attacks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The results of all attacks, as Markdown.
 *
 * @param results one per attack
 */
public record ResultTable(List<AttackRun.Result> results) {

    private static final double MILLIS = 1000;

    /** Whether all results are as expected. */
    public boolean isGreen() {
        return results.stream().noneMatch(result -> result.outcome() == AttackRun.Outcome.OTHERWISE);
    }

    /** The unexpected results. */
    public List<AttackRun.Result> otherwise() {
        return results.stream()
                .filter(result -> result.outcome() == AttackRun.Outcome.OTHERWISE)
                .toList();
    }

    /** The table, with a heading and a summary line. */
    public String markdown(String title) {
        return "## " + title
                + "\n\n| Attack | Found in | Expected | Seen | | s |\n| --- | --- | --- | --- | --- | ---: |\n"
                + results.stream().map(ResultTable::row).collect(Collectors.joining())
                + "\n%d attacks: %d as expected, %d unexpected, %d not run.\n"
                        .formatted(
                                results.size(),
                                count(AttackRun.Outcome.AS_EXPECTED),
                                count(AttackRun.Outcome.OTHERWISE),
                                count(AttackRun.Outcome.NOT_PLAYED));
    }

    private long count(AttackRun.Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    private static String row(AttackRun.Result result) {
        String mark =
                switch (result.outcome()) {
                    case AS_EXPECTED -> "ok";
                    case OTHERWISE -> "**NO**";
                    case NOT_PLAYED -> "–";
                };
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %s | %s | %s | %.1f |%n",
                result.attack().id(),
                result.attack().origin(),
                result.attack().expected(),
                result.seen().replace("|", "\\|"),
                mark,
                result.millis() / MILLIS);
    }
}
