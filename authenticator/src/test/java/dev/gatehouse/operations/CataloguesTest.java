package dev.gatehouse.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mfa.decision.ChallengeReason;
import dev.gatehouse.operations.OperationsDocument.Source;
import dev.gatehouse.risk.model.RiskContribution;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogues of log messages and events match the code exactly. */
class CataloguesTest {

    private static final Pattern NUMBER = Pattern.compile("GATEHOUSE-\\d{3}");
    private static final Pattern MESSAGE =
            Pattern.compile("LOG\\.(error|warn|info|debug)f?\\(\\s*(?:\\w+,\\s*)?\"(GATEHOUSE-\\d{3})");
    private static final Pattern BEGINNING = Pattern.compile("(GATEHOUSE-\\d{3}) (\\S+ \\S+ \\S+)");
    private static final Pattern EVENT_WORD = Pattern.compile("\"(gatehouse_[a-z_]+)\"");

    @Test
    void theCatalogueListsExactlyTheLogMessagesWithTheirLevels() {
        Map<String, String> code = new TreeMap<>();
        for (Source source : OperationsDocument.sources()) {
            List<MatchResult> messages = OperationsDocument.all(MESSAGE, source.text());
            assertThat(messages)
                    .as("each number in %s begins a message", source.name())
                    .hasSameSizeAs(OperationsDocument.all(NUMBER, source.text()));
            messages.forEach(message -> code.merge(
                    message.group(2),
                    message.group(1),
                    (one, other) -> one.equals(other) ? one : one + " and " + other));
        }
        Map<String, String> catalogue = OperationsDocument.rows(OperationsDocument.LOG_MESSAGES).stream()
                .collect(Collectors.toMap(
                        row -> OperationsDocument.named(row.get(0)).get(0),
                        row -> row.get(1),
                        (one, other) -> one + " twice",
                        TreeMap::new));
        assertThat(catalogue).isEqualTo(code);
        assertThat(OperationsDocument.rows(OperationsDocument.LOG_MESSAGES)).allSatisfy(row -> assertThat(row.get(2))
                .as("what to do about %s", row.get(0))
                .isNotBlank());
    }

    @Test
    void noLogIdIsUsedTwice() {
        Map<String, Set<String>> things = new TreeMap<>();
        OperationsDocument.sources().forEach(source -> OperationsDocument.all(BEGINNING, source.text())
                .forEach(message -> things.computeIfAbsent(message.group(1), missing -> new TreeSet<>())
                        .add(source.name() + ": " + message.group(2))));
        assertThat(things).hasSizeGreaterThan(20).allSatisfy((number, beginnings) -> assertThat(beginnings)
                .as(number)
                .hasSize(1));
    }

    @Test
    void theCatalogueListsExactlyTheNamesInEvents() {
        Set<String> code = OperationsDocument.sources().stream()
                .flatMap(source -> OperationsDocument.all(EVENT_WORD, source.text()).stream())
                .map(word -> word.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> catalogue = OperationsDocument.named(OperationsDocument.page(OperationsDocument.EVENTS)).stream()
                .filter(word -> word.startsWith("gatehouse_"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(catalogue).isEqualTo(code);
    }

    @Test
    void theCatalogueListsExactlyTheReasonsAndContributions() {
        List<List<String>> rows = OperationsDocument.rows(OperationsDocument.EVENTS);
        List<String> causes = firstCells(rows, 2);
        assertThat(causes)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ChallengeReason.values())
                        .map(ChallengeReason::code)
                        .toList());
        List<String> reasons = firstCells(rows, 3).stream()
                .filter(name -> name.equals(name.toLowerCase(Locale.ROOT)))
                .toList();
        assertThat(reasons)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(RiskContribution.Kind.values())
                        .map(RiskContribution.Kind::code)
                        .toList());
    }

    /** The names in the first cells of the table with this number of columns; event types are in capitals. */
    private static List<String> firstCells(List<List<String>> rows, int columns) {
        return rows.stream()
                .filter(row -> row.size() == columns)
                .flatMap(row -> OperationsDocument.named(row.get(0)).stream())
                .toList();
    }
}
