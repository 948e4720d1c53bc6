package dev.gatehouse.admin.page;

import dev.gatehouse.admin.page.plot.Bars;
import dev.gatehouse.admin.page.plot.Distribution;
import dev.gatehouse.admin.page.plot.Plot;
import dev.gatehouse.admin.page.plot.PlotText;
import dev.gatehouse.admin.page.plot.StackedColumns;
import dev.gatehouse.risk.model.ScoreHistogram;
import dev.gatehouse.risk.population.AnswerOutcome;
import dev.gatehouse.risk.population.CodeLatencies;
import dev.gatehouse.risk.population.CodeMail;
import dev.gatehouse.risk.population.CompletedLogin.Outcome;
import dev.gatehouse.risk.population.LoginCounts;
import dev.gatehouse.risk.population.LoginCounts.Dimension;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The plots of a period, each with what it says in the administrator's language. */
final class PeriodPlots {

    private static final int MOST_BARS = 12;
    private static final int SCORE_BINS = 50;
    private static final int MOST_DAYS = 31;
    private static final int WEEK = 7;

    private final Period period;
    private final PageTexts texts;

    PeriodPlots(Period period, PageTexts texts) {
        this.period = period;
        this.texts = texts;
    }

    /** A plot with what it says. */
    record Shown(Plot plot, PlotText text) {}

    /** All plots, in the order of the page. */
    List<Shown> all(double threshold) {
        return List.of(
                logins(),
                shares("apps", Dimension.CLIENT, name -> name),
                shares("causes", Dimension.CAUSE, this::reason),
                shares("reasons", Dimension.REASON, this::reason),
                shares("countries", Dimension.COUNTRY, this::country),
                scores(threshold),
                mails(),
                codes(),
                latencies());
    }

    /** The logins by outcome. */
    Shown logins() {
        return new Shown(
                columns(List.of(
                        // The rare ones first: they stand on the axis.
                        series("outcome_asked", period.logins(Outcome.ASKED)),
                        series("outcome_would_be_asked", period.logins(Outcome.WOULD_BE_ASKED)),
                        series("outcome_passed", period.logins(Outcome.PASSED)))),
                text("logins", "day", "logins"));
    }

    /** Challenged logins by name, each with its share of all logins of that name. */
    private Shown shares(String id, Dimension dimension, Function<String, String> words) {
        SortedMap<String, Map<Outcome, Long>> counts = period.by(dimension);
        List<Bars.Bar> bars = counts.entrySet().stream()
                .sorted(Comparator.comparingLong(
                                (Map.Entry<String, Map<Outcome, Long>> entry) -> Period.suspicious(entry.getValue()))
                        .reversed())
                .filter(entry -> Period.suspicious(entry.getValue()) > 0)
                .limit(MOST_BARS)
                .map(entry -> new Bars.Bar(
                        LoginCounts.OTHER.equals(entry.getKey()) ? texts.page("others") : words.apply(entry.getKey()),
                        Period.suspicious(entry.getValue()),
                        Optional.of(texts.page(
                                "percent",
                                texts.number(
                                        100.0 * Period.suspicious(entry.getValue()) / Period.all(entry.getValue()))))))
                .toList();
        return new Shown(new Bars(bars), text(id, id + "Name", "challenged"));
    }

    private Shown scores(double threshold) {
        double width = (ScoreHistogram.HIGHEST - ScoreHistogram.LOWEST) / SCORE_BINS;
        long[] counts = new long[SCORE_BINS];
        period.scores().bins().forEach((bin, times) -> {
            double score = ScoreHistogram.LOWEST + bin * ScoreHistogram.BIN;
            int wider = (int) Math.min(SCORE_BINS - 1, Math.max(0, (score - ScoreHistogram.LOWEST) / width));
            counts[wider] += Math.round(times);
        });
        return new Shown(
                new Distribution(
                        ScoreHistogram.LOWEST,
                        ScoreHistogram.HIGHEST,
                        Arrays.stream(counts).boxed().toList(),
                        Optional.of(new Distribution.Marker(threshold, texts.page("threshold")))),
                text("scores", "score", "logins"));
    }

    private Shown mails() {
        return new Shown(
                columns(Stream.of(CodeMail.values())
                        .map(result -> series("mail_" + lower(result), period.mails(result)))
                        .toList()),
                text("mails", "day", "emails"));
    }

    private Shown codes() {
        List<StackedColumns.Series> series = new ArrayList<>();
        for (AnswerOutcome outcome : List.of(AnswerOutcome.ACCEPTED, AnswerOutcome.WRONG, AnswerOutcome.EXPIRED)) {
            series.add(series("answer_" + lower(outcome), period.answers(outcome)));
        }
        series.add(series("answer_never", period.neverTyped()));
        return new Shown(columns(series), text("codes", "day", "answers"));
    }

    private Shown latencies() {
        Map<CodeLatencies.Bucket, Double> counted = period.latencies().buckets();
        List<Bars.Bar> bars = Stream.of(CodeLatencies.Bucket.values())
                .map(bucket -> new Bars.Bar(
                        bucket == CodeLatencies.Bucket.MORE
                                ? texts.page("latency_more")
                                : texts.page("latency_upTo", texts.number(bucket.mostSeconds())),
                        Math.round(counted.getOrDefault(bucket, 0.0)),
                        Optional.empty()))
                .toList();
        return new Shown(new Bars(bars), text("latencies", "latency", "codesTyped"));
    }

    /** A column for each day or, where there are many, for each week. */
    private StackedColumns columns(List<StackedColumns.Series> daily) {
        if (period.length() <= MOST_DAYS) {
            return StackedColumns.ofDays(period.first(), daily);
        }
        DateTimeFormatter format =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT).withLocale(texts.locale());
        List<String> weeks = IntStream.iterate(0, day -> day < period.length(), day -> day + WEEK)
                .mapToObj(day -> format.format(period.first().plusDays(day)))
                .toList();
        return StackedColumns.ofLabels(
                weeks,
                daily.stream()
                        .map(series -> new StackedColumns.Series(series.name(), weekly(series.values())))
                        .toList());
    }

    private static List<Long> weekly(List<Long> daily) {
        return IntStream.iterate(0, day -> day < daily.size(), day -> day + WEEK)
                .mapToObj(day -> daily.subList(day, Math.min(day + WEEK, daily.size())).stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .toList();
    }

    private StackedColumns.Series series(String key, List<Long> values) {
        return new StackedColumns.Series(texts.page(key), values);
    }

    private PlotText text(String id, String category, String value) {
        return new PlotText(
                id,
                texts.page("plot_" + id),
                texts.page("plot_" + id + "_text", Integer.toString(period.length())),
                texts.page("noData"),
                new PlotText.Names(
                        texts.page("axis_" + category), texts.page("axis_" + value), texts.page("axis_share")),
                texts.locale(),
                texts.isRightToLeft());
    }

    private String reason(String code) {
        String key = "reason_" + code;
        return texts.hasPage(key) ? texts.page(key) : code;
    }

    private String country(String code) {
        String key = "country_" + code;
        if (texts.hasPage(key)) {
            return texts.page(key);
        }
        return code.length() == 2
                ? new Locale.Builder().setRegion(code).build().getDisplayCountry(texts.locale())
                : code;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
