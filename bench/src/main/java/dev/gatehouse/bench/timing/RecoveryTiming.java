package dev.gatehouse.bench.timing;

import dev.gatehouse.demo.Installation;
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
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Requests emails for forgotten passwords, in random order for known and unknown addresses, and compares the response times, with
 * Gatehouse and with Keycloak alone. Prints a table.
 */
public final class RecoveryTiming {

    private static final int EACH = 200;
    private static final int WARM_UP = 60;
    private static final int LONGEST_PAUSE_MILLIS = 120;
    private static final PrintStream OUT = System.out;

    private RecoveryTiming() {}

    /**
     * Runs the measurement.
     *
     * @param arguments the number of runs; one by default
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, URISyntaxException {
        int runs = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
        Path target = Path.of(RecoveryTiming.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .getParent();
        Installation installation =
                Installation.in(target.resolve("../../demo/target").normalize());
        OUT.println("| Server | Run | Measured | Address | Requests | Lower quartile | Median | Upper quartile | p |");
        OUT.println("| --- | ---: | --- | --- | ---: | ---: | ---: | ---: | ---: |");
        measure(Site.Software.GATEHOUSE, installation, target, List.of(Kind.values()), runs);
        measure(Site.Software.STOCK, installation, target, List.of(Kind.UNKNOWN, Kind.KNOWN), runs);
    }

    private static void measure(
            Site.Software software, Installation installation, Path target, List<Kind> kinds, int runs)
            throws IOException, InterruptedException {
        Path folder = target.resolve("timing-" + software.name().toLowerCase(Locale.ROOT));
        try (Site site = new Site(software, installation, folder, kinds, WARM_UP + runs * EACH)) {
            int network = ask(site, kinds, 0, WARM_UP, 0, new EnumMap<>(Kind.class));
            for (int run = 1; run <= runs; run++) {
                Map<Kind, List<Visitor.Answer>> answers = new EnumMap<>(Kind.class);
                int first = WARM_UP + (run - 1) * EACH;
                network = ask(site, kinds, first, EACH, network, answers);
                requireSameText(answers);
                requireMails(site, kinds, first + EACH - 1);
                print(software, run, "POST", kinds, answers, false);
                if (answers.get(Kind.UNKNOWN).get(0).page().isPresent()) {
                    print(software, run, "page after it", kinds, answers, true);
                }
            }
        }
    }

    private static int ask(
            Site site, List<Kind> kinds, int first, int each, int networks, Map<Kind, List<Visitor.Answer>> answers)
            throws IOException, InterruptedException {
        List<Kind> order = new ArrayList<>();
        kinds.forEach(kind -> order.addAll(Collections.nCopies(each, kind)));
        Collections.shuffle(order, new Random());
        int network = networks;
        for (Kind kind : order) {
            List<Visitor.Answer> ofKind = answers.computeIfAbsent(kind, any -> new ArrayList<>());
            ofKind.add(new Visitor(site.realmUrl(), network++).ask(kind.address(first + ofKind.size())));
            // Spreads the emails of one request over any other requests, and prevents them from queueing up.
            Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MILLIS));
        }
        return network;
    }

    /** Different pages would reveal the account anyway, and error pages must not be measured. */
    private static void requireSameText(Map<Kind, List<Visitor.Answer>> answers) {
        List<String> texts = answers.values().stream()
                .flatMap(List::stream)
                .map(Visitor.Answer::text)
                .distinct()
                .toList();
        if (texts.size() != 1) {
            throw new IllegalStateException("the pages differ: " + texts);
        }
    }

    /** Proves that the mail server was slow, not unavailable. */
    private static void requireMails(Site site, List<Kind> kinds, int number) throws InterruptedException {
        for (Kind kind : kinds) {
            int expected = kind == Kind.UNKNOWN ? 0 : 1;
            for (int attempts = 0; site.mails(kind.address(number)) != expected; attempts++) {
                if (attempts == LONGEST_PAUSE_MILLIS) {
                    throw new IllegalStateException("no email arrived for " + kind.address(number));
                }
                Thread.sleep(LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private static void print(
            Site.Software software,
            int run,
            String measured,
            List<Kind> kinds,
            Map<Kind, List<Visitor.Answer>> answers,
            boolean page) {
        for (Kind kind : kinds) {
            Comparison compared = Comparison.of(times(answers.get(kind), page), times(answers.get(Kind.UNKNOWN), page));
            OUT.printf(
                    Locale.ROOT,
                    "| %s | %d | %s | %s | %d | %.1f | %.1f | %.1f | %s |%n",
                    software == Site.Software.GATEHOUSE ? "Gatehouse" : "Keycloak alone",
                    run,
                    measured,
                    kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    compared.count(),
                    compared.lowerQuartile(),
                    compared.median(),
                    compared.upperQuartile(),
                    kind == Kind.UNKNOWN
                            ? ""
                            : String.format(Locale.ROOT, compared.p() < 0.001 ? "%.0e" : "%.2f", compared.p()));
        }
    }

    private static double[] times(List<Visitor.Answer> answers, boolean page) {
        return answers.stream()
                .mapToDouble(answer -> page ? answer.page().orElseThrow() : answer.post())
                .toArray();
    }
}
