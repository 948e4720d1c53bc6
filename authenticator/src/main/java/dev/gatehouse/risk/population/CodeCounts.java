package dev.gatehouse.risk.population;

import dev.gatehouse.risk.population.CodeLatencies.Bucket;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;
import java.util.regex.Pattern;

/**
 * Plain numbers of emails with codes, of answers to challenges, and of what became of emailed codes. Not thread-safe.
 *
 * <p>A <em>code</em> here is one number of six digits, however often it was emailed: if it is requested again while it is valid, the same
 * one is sent. A new one replaces a code that has expired or has no attempts left. So the emails are no base for shares of codes;
 * {@link #given} is.
 */
public final class CodeCounts {

    private static final String MAIL = "MAIL/";
    private static final String ANSWER = "ANSWER/";
    private static final String CODE = "CODE/";
    private static final String LATENCY = "LATENCY/";
    private static final String SECONDS = LATENCY + "SECONDS";

    /** More factors than there are, in case a later version has others. */
    private static final int MOST_FACTORS = 20;

    private static final Pattern FACTOR = Pattern.compile("[a-z0-9-]{1,32}");

    private final Map<CodeMail, Double> mails = new EnumMap<>(CodeMail.class);
    private final SortedMap<String, Map<AnswerOutcome, Double>> answers = new TreeMap<>();
    private final Map<Step, Double> codes = new EnumMap<>(Step.class);
    private CodeLatencies latencies = CodeLatencies.NONE;

    /** How far a code came. The name is that of a row. */
    private enum Step {
        GIVEN,
        TRIED
    }

    /** Counts an email with a code. */
    void countMail(CodeMail mail) {
        mails.merge(mail, 1.0, Double::sum);
    }

    /** Counts an answer to a challenge. */
    void countAnswer(String factor, AnswerOutcome outcome) {
        countAnswers(factor, outcome, 1);
    }

    /** Counts a code that is new to its user. */
    void countGiven() {
        codes.merge(Step.GIVEN, 1.0, Double::sum);
    }

    /** Counts a code for which digits were submitted for the first time. */
    void countTried() {
        codes.merge(Step.TRIED, 1.0, Double::sum);
    }

    /** Counts the time of an accepted code. */
    void countAccepted(Duration sinceFirstEmail) {
        latencies = latencies.plus(CodeLatencies.of(sinceFirstEmail));
    }

    private void countAnswers(String factor, AnswerOutcome outcome, double times) {
        if (FACTOR.matcher(factor).matches() && (answers.containsKey(factor) || answers.size() < MOST_FACTORS)) {
            answers.computeIfAbsent(factor, missing -> new EnumMap<>(AnswerOutcome.class))
                    .merge(outcome, times, Double::sum);
        }
    }

    /** Adds a row of the table. Malformed rows are ignored. */
    void add(String row, double times) {
        try {
            if (row.startsWith(MAIL)) {
                mails.merge(CodeMail.valueOf(row.substring(MAIL.length())), times, Double::sum);
            } else if (row.startsWith(CODE)) {
                codes.merge(Step.valueOf(row.substring(CODE.length())), times, Double::sum);
            } else if (row.startsWith(ANSWER)) {
                String[] parts = row.split("/", 3);
                countAnswers(parts[2], AnswerOutcome.valueOf(parts[1]), times);
            } else if (row.equals(SECONDS)) {
                latencies = latencies.plus(new CodeLatencies(Map.of(), times));
            } else if (row.startsWith(LATENCY)) {
                latencies = latencies.plus(
                        new CodeLatencies(Map.of(Bucket.valueOf(row.substring(LATENCY.length())), times), 0));
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException notOurs) {
            // written by a later version
        }
    }

    void addAll(CodeCounts others) {
        others.forEachRow(this::add);
    }

    /** The rows of a day. */
    void forEachRow(ObjDoubleConsumer<String> consumer) {
        mails.forEach((mail, times) -> consumer.accept(MAIL + mail, times));
        codes.forEach((step, times) -> consumer.accept(CODE + step, times));
        answers.forEach((factor, outcomes) ->
                outcomes.forEach((outcome, times) -> consumer.accept(ANSWER + outcome + "/" + factor, times)));
        latencies.buckets().forEach((bucket, times) -> consumer.accept(LATENCY + bucket, times));
        consumer.accept(SECONDS, latencies.totalSeconds());
    }

    /** The emails with codes, by what became of them. They include those that repeat a code. */
    public Map<CodeMail, Double> mails() {
        return Collections.unmodifiableMap(mails);
    }

    /** The answers by the id of the factor that was challenged and by outcome, sorted by id. Input that cannot be a code is no answer. */
    public SortedMap<String, Map<AnswerOutcome, Double>> answers() {
        return Collections.unmodifiableSortedMap(answers);
    }

    /** How many codes were given to users: emailed at least once, where the SMTP server did not refuse it. */
    public double given() {
        return codes.getOrDefault(Step.GIVEN, 0.0);
    }

    /** For how many codes digits were submitted at least once while the code was valid, right or wrong. */
    public double tried() {
        return codes.getOrDefault(Step.TRIED, 0.0);
    }

    /**
     * How many codes were given and not tried: the email did not arrive or was not looked for, the login was given up, or the digits came
     * too late, which counts as an answer with {@link AnswerOutcome#EXPIRED}. A code given just before midnight may be tried on the next
     * day, so sums over several days are more accurate than a single day.
     */
    public double neverTried() {
        return Math.max(0, given() - tried());
    }

    /** How long it took from the first email with a code until the code was accepted. */
    public CodeLatencies latencies() {
        return latencies;
    }
}
