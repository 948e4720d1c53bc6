package dev.gatehouse.load;

import dev.gatehouse.demo.keycloak.LauncherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Two servers, measured by turns, so that whatever else the machine does hits both alike.
 *
 * @param first the server that the other is compared with
 * @param second the other
 * @param plan how much is measured
 */
record Duel(Contender first, Contender second, Plan plan) {

    /** A server and those who sign in there. */
    record Contender(Site site, Crowd crowd) {}

    /**
     * What became of a measurement.
     *
     * @param title what was measured
     * @param first one server's part
     * @param second the other's
     * @param units what the results are of, of both sides in the same order: starts of the servers, or rounds where they were started once
     * @param loadAverages how busy the machine was after each of them
     */
    record Outcome(String title, Side first, Side second, String units, List<Double> loadAverages) {

        /** Whether every login succeeded. */
        boolean isClean() {
            return Stream.of(first, second).flatMap(side -> side.results().stream()).allMatch(result -> result.errors().isEmpty());
        }
    }

    /**
     * One server's part of it.
     *
     * @param name what reports call the server
     * @param results what was measured
     */
    record Side(String name, List<Round.Result> results) {}

    /** Rounds of both servers, one after the other. */
    record Bout(List<Round.Result> first, List<Round.Result> second, List<Double> loadAverages) {

        private Bout() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Measures after each of several starts: what a Java machine makes of the code differs from start to start, and stays until the next. */
    void afterEachStart(Runnable measurement) {
        // Both have just been started.
        measurement.run();
        for (int start = 2; start <= plan.starts(); start++) {
            for (Contender contender : List.of(first, second)) {
                contender.site().stop();
                contender.site().start();
            }
            measurement.run();
        }
    }

    /** Lets people sign in on both servers, without measuring anything. */
    void prepare(String what, int logins) {
        for (Contender contender : List.of(first, second)) {
            if (!run(what, contender, contender.crowd().regulars(), logins).errors().isEmpty()) {
                throw new LauncherException("People cannot sign in at %s; nothing is measured.".formatted(contender.site().name()));
            }
        }
    }

    /** Measures logins of people whose devices are known. */
    Bout regulars(String title) {
        return measure(title, contender -> contender.crowd().regulars(), plan.logins());
    }

    /** Measures first logins of people who have never been here. */
    Bout newcomers(String title) {
        return measure(title, contender -> contender.crowd().newcomers(plan.newcomers()), plan.newcomers());
    }

    /** What was measured in all starts; each is one result, since the rounds of a start resemble each other. */
    Outcome outcome(String title, List<Bout> starts) {
        if (starts.size() == 1) {
            Bout only = starts.get(0);
            return new Outcome(title, new Side(first.site().name(), only.first()), new Side(second.site().name(), only.second()), "rounds", only.loadAverages());
        }
        return new Outcome(title,
                new Side(first.site().name(), starts.stream().map(start -> Round.Result.sum(start.first())).toList()),
                new Side(second.site().name(), starts.stream().map(start -> Round.Result.sum(start.second())).toList()),
                "starts",
                starts.stream().map(start -> start.loadAverages().get(start.loadAverages().size() - 1)).toList());
    }

    /** Who signs in in the next round. */
    @FunctionalInterface
    private interface Next {
        List<Person> at(Contender contender);
    }

    private Bout measure(String title, Next people, int logins) {
        Bout bout = new Bout();
        for (int round = 1; round <= plan.rounds(); round++) {
            String what = title + ", round " + round;
            // Who goes first in one round goes second in the next.
            for (Contender contender : round % 2 == 1 ? List.of(first, second) : List.of(second, first)) {
                (contender == first ? bout.first() : bout.second()).add(run(what, contender, people.at(contender), logins));
            }
            bout.loadAverages().add(ProcFs.loadAverage());
        }
        return bout;
    }

    private Round.Result run(String what, Contender contender, List<Person> people, int logins) {
        Site site = contender.site();
        Round.Result result = new Round(site, people, logins, plan.users()).run();
        System.err.println(String.format(Locale.ROOT, "%s, %s: %d logins, %d asked, %d errors, %.1f logins/s, %.2f ms of the processor each, and %.2f of the compilers",
                what, site.name(), result.logins(), result.asked(), result.errors().size(), result.loginsPerSecond(), result.keycloakMillis(), result.compilerMillis()));
        result.errors().stream().limit(3).forEach(error -> System.err.println("  " + error));
        site.signEverybodyOut();
        return result;
    }
}
