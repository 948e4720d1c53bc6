package dev.gatehouse.load;

import dev.gatehouse.demo.keycloak.LauncherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Two servers, measured alternately, so that other load on the machine affects both alike.
 *
 * @param first the baseline
 * @param second the server to compare with it
 * @param plan the extent of the measurement
 */
record Duel(Contender first, Contender second, Plan plan) {

    /** A server and its users. */
    record Contender(Site site, Crowd crowd) {}

    /**
     * The outcome of a measurement.
     *
     * @param title what was measured
     * @param first the part of the first server
     * @param second the part of the second server
     * @param units what each result covers, in the same order for both sides: server starts, or rounds if the servers were started
     *     once
     * @param loadAverages the load average of the machine after each of them
     */
    record Outcome(String title, Side first, Side second, String units, List<Double> loadAverages) {

        /** Whether every login succeeded. */
        boolean isClean() {
            return Stream.of(first, second)
                    .flatMap(side -> side.results().stream())
                    .allMatch(result -> result.errors().isEmpty());
        }

        /** Whether every login required a code, on both servers. */
        boolean alwaysAsked() {
            return Stream.of(first, second)
                    .flatMap(side -> side.results().stream())
                    .allMatch(result -> result.challenges() == result.logins());
        }
    }

    /**
     * The part of one server.
     *
     * @param name the name of the server in reports
     * @param results the measured results
     */
    record Side(String name, List<Round.Result> results) {}

    /** Alternating rounds of both servers. */
    record Bout(List<Round.Result> first, List<Round.Result> second, List<Double> loadAverages) {

        private Bout() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Measures after each of several starts: the result of JIT compilation varies between starts, and is stable until the next. */
    void afterEachStart(Runnable measurement) {
        // Both servers were just started.
        measurement.run();
        for (int start = 2; start <= plan.starts(); start++) {
            for (Contender contender : List.of(first, second)) {
                contender.site().stop();
                contender.site().start();
            }
            measurement.run();
        }
    }

    /** Runs logins of users with known devices on both servers without measuring. */
    void prepare(String what, int logins) {
        prepare(what, contender -> contender.crowd().regulars(), logins);
    }

    /** Runs first logins of new users on both servers without measuring. */
    void prepareNewUsers(String what, int logins) {
        prepare(what, contender -> contender.crowd().newUsers(logins), logins);
    }

    private void prepare(String what, Next users, int logins) {
        for (Contender contender : List.of(first, second)) {
            if (!run(what, contender, users.at(contender), logins).errors().isEmpty()) {
                throw new LauncherException("People cannot sign in at %s; nothing is measured."
                        .formatted(contender.site().name()));
            }
        }
    }

    /** Changes the password hashing; the password of a regular user is rehashed at a login, which this makes. */
    void hash(Hash hash) {
        first.site().hash(hash);
        second.site().hash(hash);
        prepare("Change of the hash", plan.accounts());
    }

    /** Measures logins of users with known devices. */
    Bout regulars(String title) {
        return measure(title, contender -> contender.crowd().regulars(), plan.logins());
    }

    /** Measures first logins of new users. */
    Bout newUsers(String title) {
        return measure(title, contender -> contender.crowd().newUsers(plan.newUsers()), plan.newUsers());
    }

    /** The outcome over all starts. Each start is one result, because the rounds of a start are correlated. */
    Outcome outcome(String title, List<Bout> starts) {
        if (starts.size() == 1) {
            Bout only = starts.get(0);
            return new Outcome(
                    title,
                    new Side(first.site().name(), only.first()),
                    new Side(second.site().name(), only.second()),
                    "rounds",
                    only.loadAverages());
        }
        return new Outcome(
                title,
                new Side(
                        first.site().name(),
                        starts.stream()
                                .map(start -> Round.Result.sum(start.first()))
                                .toList()),
                new Side(
                        second.site().name(),
                        starts.stream()
                                .map(start -> Round.Result.sum(start.second()))
                                .toList()),
                "starts",
                starts.stream()
                        .map(start ->
                                start.loadAverages().get(start.loadAverages().size() - 1))
                        .toList());
    }

    /** Selects the users of the next round. */
    @FunctionalInterface
    private interface Next {
        List<Person> at(Contender contender);
    }

    private Bout measure(String title, Next users, int logins) {
        Bout bout = new Bout();
        for (int round = 1; round <= plan.rounds(); round++) {
            String what = title + ", round " + round;
            // The order alternates between rounds.
            for (Contender contender : round % 2 == 1 ? List.of(first, second) : List.of(second, first)) {
                (contender == first ? bout.first() : bout.second())
                        .add(run(what, contender, users.at(contender), logins));
            }
            bout.loadAverages().add(ProcFs.loadAverage());
        }
        return bout;
    }

    private Round.Result run(String what, Contender contender, List<Person> users, int logins) {
        Site site = contender.site();
        Round.Result result = new Round(site, users, logins, plan.users()).run();
        System.err.println(String.format(
                Locale.ROOT,
                "%s, %s: %d logins, %d asked, %d errors, %.1f logins/s, %.2f ms of the processor each, and %.2f of the compilers",
                what,
                site.name(),
                result.logins(),
                result.challenges(),
                result.errors().size(),
                result.loginsPerSecond(),
                result.keycloakMillis(),
                result.compilerMillis()));
        result.errors().stream().limit(3).forEach(error -> System.err.println("  " + error));
        site.endAllSessions();
        return result;
    }
}
