package dev.gatehouse.risk.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gatehouse.risk.population.CodeLatencies.Bucket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CodeCountsTest {

    private static final List<String> FACTORS =
            List.of("passkey", "security-key", "authenticator-app", "recovery-code", "email");

    private final CodeCounts counts = new CodeCounts();

    @Property(tries = 300)
    void theSumOfTwoNodesEqualsTheCountsOfOne(
            @ForAll @Size(max = 50) List<@IntRange(max = 999) Integer> here,
            @ForAll @Size(max = 50) List<@IntRange(max = 999) Integer> there) {
        CodeCounts one = new CodeCounts();
        CodeCounts first = new CodeCounts();
        CodeCounts second = new CodeCounts();
        here.forEach(event -> count(one, event));
        there.forEach(event -> count(one, event));
        here.forEach(event -> count(first, event));
        there.forEach(event -> count(second, event));
        CodeCounts read = new CodeCounts();
        rows(first).forEach(read::add);
        rows(second).forEach(read::add);
        first.addAll(second);
        assertThat(rows(first)).isEqualTo(rows(one));
        assertThat(rows(read)).isEqualTo(rows(one));
        assertThat(rows(one)).hasSizeLessThanOrEqualTo(3 + 2 + 5 * 6 + 7 + 1);
        assertThat(rows(one).keySet()).allMatch(name -> name.length() <= 40);
    }

    @Test
    void codesThatAreRepeatedAreNoFurtherCodes() {
        counts.countMail(CodeMail.UNCONFIRMED);
        counts.countGiven();
        counts.countMail(CodeMail.SENT);
        counts.countMail(CodeMail.REFUSED);
        counts.countMail(CodeMail.SENT);
        counts.countGiven();
        counts.countTried();
        counts.countAnswer("email", AnswerOutcome.WRONG);
        counts.countAnswer("email", AnswerOutcome.ACCEPTED);
        assertThat(counts.mails())
                .isEqualTo(Map.of(CodeMail.SENT, 2.0, CodeMail.REFUSED, 1.0, CodeMail.UNCONFIRMED, 1.0));
        assertThat(counts.given()).isEqualTo(2);
        assertThat(counts.tried()).isEqualTo(1);
        assertThat(counts.neverTried()).isEqualTo(1);
        assertThat(counts.answers())
                .isEqualTo(Map.of("email", Map.of(AnswerOutcome.WRONG, 1.0, AnswerOutcome.ACCEPTED, 1.0)));
    }

    @Test
    void aCodeThatIsTriedAfterMidnightMakesNoNegativeNumber() {
        counts.countTried();
        assertThat(counts.neverTried()).isZero();
    }

    @Test
    void timesCountInTheBucketThatTheyLieIn() {
        IntStream.of(-5, 0, 10, 11, 60, 120, 121, 600, 601, 100_000)
                .forEach(seconds -> counts.countAccepted(Duration.ofSeconds(seconds)));
        assertThat(counts.latencies().buckets())
                .isEqualTo(Map.of(
                        Bucket.UP_TO_10, 3.0,
                        Bucket.UP_TO_30, 1.0,
                        Bucket.UP_TO_60, 1.0,
                        Bucket.UP_TO_120, 1.0,
                        Bucket.UP_TO_300, 1.0,
                        Bucket.UP_TO_600, 1.0,
                        Bucket.MORE, 2.0));
        assertThat(counts.latencies().total()).isEqualTo(10);
        assertThat(counts.latencies().totalSeconds()).isCloseTo(101_523, within(1e-6));
        assertThat(counts.latencies().meanSeconds()).contains(10_152.3);
        assertThat(CodeLatencies.NONE.meanSeconds()).isEmpty();
    }

    @Test
    void rowsOfLaterVersionsAreIgnored() {
        for (String row : List.of(
                "MAIL/LOST",
                "MAIL/",
                "CODE/SOLD",
                "ANSWER/ACCEPTED",
                "ANSWER/GUESSED/email",
                "ANSWER/ACCEPTED/<script>",
                "LATENCY/UP_TO_5",
                "LATER/x",
                "",
                "/")) {
            counts.add(row, 1);
        }
        assertThat(rows(counts)).isEmpty();
    }

    @Test
    void manyFactorsDoNotGrowTheTable() {
        IntStream.range(0, 1000).forEach(number -> counts.countAnswer("factor-" + number, AnswerOutcome.ACCEPTED));
        assertThat(counts.answers()).hasSizeLessThanOrEqualTo(20);
    }

    private static void count(CodeCounts counts, int event) {
        int detail = event / 5;
        switch (event % 5) {
            case 0 -> counts.countMail(CodeMail.values()[detail % CodeMail.values().length]);
            case 1 -> counts.countGiven();
            case 2 -> counts.countTried();
            case 3 -> counts.countAccepted(Duration.ofSeconds(detail * 7L));
            default ->
                counts.countAnswer(
                        FACTORS.get(detail % FACTORS.size()),
                        AnswerOutcome.values()[detail % AnswerOutcome.values().length]);
        }
    }

    /** The rows as they are saved, without zeros. */
    private static SortedMap<String, Double> rows(CodeCounts counts) {
        SortedMap<String, Double> rows = new TreeMap<>();
        counts.forEachRow((name, times) -> rows.merge(name, times, Double::sum));
        rows.values().removeIf(times -> times == 0);
        return rows;
    }
}
