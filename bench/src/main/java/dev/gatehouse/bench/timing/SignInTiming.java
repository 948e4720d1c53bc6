package dev.gatehouse.bench.timing;

import dev.gatehouse.demo.Installation;
import dev.gatehouse.testsupport.browser.Stranger;
import dev.gatehouse.testsupport.report.Separation;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Enters names and wrong passwords on the sign-in page and sends them as direct grants, in random order for all kinds of accounts,
 * and measures how well a single request distinguishes each pair of kinds. Prints tables, and ends with an error if a pair is more
 * distinguishable than the goal allows.
 */
public final class SignInTiming {

    private static final int WARM_UP = 150;
    private static final int LONGEST_PAUSE_MILLIS = 60;
    private static final double GOAL = 0.05;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final PrintStream OUT = System.out;

    private SignInTiming() {}

    /**
     * Runs the measurement.
     *
     * @param arguments the number of attempts per kind, by default 400; the folder {@code demo/target} of a build, by default of
     *     this one
     */
    public static void main(String[] arguments) throws IOException, URISyntaxException {
        int each = arguments.length == 0 ? 400 : Integer.parseInt(arguments[0]);
        Path target = Path.of(SignInTiming.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .getParent();
        Path demo = arguments.length < 2 ? target.resolve("../../demo/target") : Path.of(arguments[1]);
        // Each address is used twice, on pages and in a direct grant; separate accounts prevent those that the former
        // locked from
        // distorting the latter.
        int tries = 2 * (WARM_UP + each);
        boolean isGood;
        try (Site site = Site.forSignIn(
                Installation.in(demo.toAbsolutePath().normalize()), target.resolve("timing-sign-in"), tries)) {
            Stranger stranger = new Stranger(site.realmUrl());
            prepare(stranger, tries);
            Map<SignInKind, List<Stranger.Visit>> visits =
                    run(0, each, tries, address -> stranger.signIn("workspace", address, "wrong"));
            Map<SignInKind, List<Stranger.Visit>> grants = run(
                    WARM_UP + each,
                    each,
                    tries,
                    address -> new Stranger.Visit(
                            stranger.grant("mobile", address, Map.of("password", "wrong")), Optional.empty()));
            OUT.println("| Measured | Address | Requests | Lower quartile | Median | Upper quartile |");
            OUT.println("| --- | --- | ---: | ---: | ---: | ---: |");
            times("first page", firsts(visits));
            times("second page", seconds(visits));
            times("direct grant", firsts(grants));
            OUT.println();
            OUT.println("| Measured | Address | Beside | Says the same | AUC | z |");
            OUT.println("| --- | --- | --- | --- | ---: | ---: |");
            isGood = compare("first page", firsts(visits))
                    & compare("second page", seconds(visits))
                    & compare("direct grant", firsts(grants));
        }
        if (!isGood) {
            OUT.println();
            OUT.println("An area is further from 0.5 than " + GOAL + ", or answers differ.");
            System.exit(1);
        }
    }

    /** Locks accounts and loads accounts into the cache. */
    private static void prepare(Stranger stranger, int tries) {
        for (SignInKind kind : SignInKind.values()) {
            for (int account = 0; account < kind.accounts(tries); account++) {
                for (int number = 0; number < kind.triesBefore(); number++) {
                    stranger.grant("mobile", kind.account(account), Map.of("password", "wrong"));
                    pause();
                }
            }
        }
    }

    private static Map<SignInKind, List<Stranger.Visit>> run(
            int first, int each, int tries, Function<String, Stranger.Visit> visit) {
        List<SignInKind> order = new ArrayList<>(shuffled(WARM_UP));
        order.addAll(shuffled(each));
        Map<SignInKind, List<Stranger.Visit>> visits = new EnumMap<>(SignInKind.class);
        for (SignInKind kind : order) {
            List<Stranger.Visit> ofKind = visits.computeIfAbsent(kind, any -> new ArrayList<>());
            ofKind.add(visit.apply(kind.address(first + ofKind.size(), tries)));
            pause();
        }
        visits.replaceAll((kind, all) -> all.subList(WARM_UP, all.size()));
        return visits;
    }

    /** Keycloak counts a failure after the response; this must not delay the next request. */
    private static void pause() {
        try {
            Thread.sleep(LONGEST_PAUSE_MILLIS / 2 + ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MILLIS / 2));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<SignInKind> shuffled(int each) {
        List<SignInKind> order = new ArrayList<>();
        for (SignInKind kind : SignInKind.values()) {
            order.addAll(Collections.nCopies(each, kind));
        }
        Collections.shuffle(order, new Random());
        return order;
    }

    private static Map<SignInKind, List<Stranger.Answer>> firsts(Map<SignInKind, List<Stranger.Visit>> visits) {
        Map<SignInKind, List<Stranger.Answer>> answers = new EnumMap<>(SignInKind.class);
        visits.forEach((kind, all) ->
                answers.put(kind, all.stream().map(Stranger.Visit::first).toList()));
        return answers;
    }

    /** Only of kinds that always get a second page. */
    private static Map<SignInKind, List<Stranger.Answer>> seconds(Map<SignInKind, List<Stranger.Visit>> visits) {
        Map<SignInKind, List<Stranger.Answer>> answers = new EnumMap<>(SignInKind.class);
        visits.forEach((kind, all) -> {
            List<Stranger.Answer> second = all.stream()
                    .map(Stranger.Visit::second)
                    .flatMap(Optional::stream)
                    .toList();
            if (second.size() == all.size()) {
                answers.put(kind, second);
            }
        });
        return answers;
    }

    private static void times(String measured, Map<SignInKind, List<Stranger.Answer>> answers) {
        answers.forEach((kind, all) -> {
            Percentile percentile = new Percentile();
            percentile.setData(nanos(all));
            OUT.printf(
                    Locale.ROOT,
                    "| %s | %s | %d | %.2f | %.2f | %.2f |%n",
                    measured,
                    kind.label(),
                    all.size(),
                    percentile.evaluate(25) / NANOS_PER_MILLI,
                    percentile.evaluate(50) / NANOS_PER_MILLI,
                    percentile.evaluate(75) / NANOS_PER_MILLI);
        });
    }

    private static boolean compare(String measured, Map<SignInKind, List<Stranger.Answer>> answers) {
        boolean isGood = true;
        List<SignInKind> kinds = List.copyOf(answers.keySet());
        for (SignInKind kind : kinds) {
            for (SignInKind other : kinds) {
                if (kind.group() == other.group() && kind.compareTo(other) < 0) {
                    Separation separation = Separation.of(nanos(answers.get(other)), nanos(answers.get(kind)));
                    boolean isSame = answers.get(other).stream()
                            .allMatch(answer ->
                                    answer.saysTheSameAs(answers.get(kind).get(0)));
                    OUT.printf(
                            Locale.ROOT,
                            "| %s | %s | %s | %s | %.3f | %.1f |%n",
                            measured,
                            other.label(),
                            kind.label(),
                            isSame ? "yes" : "no",
                            separation.auc(),
                            separation.z());
                    isGood &= isSame && !separation.isBeyond(GOAL);
                }
            }
        }
        return isGood;
    }

    private static double[] nanos(List<Stranger.Answer> answers) {
        return answers.stream().mapToDouble(Stranger.Answer::nanos).toArray();
    }
}
