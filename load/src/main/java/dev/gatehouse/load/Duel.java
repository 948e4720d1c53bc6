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

    /** What became of a measurement. */
    record Outcome(String title, Side first, Side second, List<Double> loadAverages) {

        /** Whether every login succeeded. */
        boolean isClean() {
            return Stream.of(first, second).flatMap(side -> side.rounds().stream()).allMatch(round -> round.errors().isEmpty());
        }
    }

    /**
     * One server's part of it.
     *
     * @param name what reports call the server
     * @param rounds what was measured, the rounds of both sides in the same order
     */
    record Side(String name, List<Round.Result> rounds) {}

    /** Lets people sign in on both servers, without measuring anything. */
    void prepare(String what, int logins) {
        for (Contender contender : List.of(first, second)) {
            if (!run(what, contender, contender.crowd().regulars(), logins).errors().isEmpty()) {
                throw new LauncherException("People cannot sign in at %s; nothing is measured.".formatted(contender.site().name()));
            }
        }
    }

    /** Measures logins of people whose devices are known. */
    Outcome regulars(String title) {
        return measure(title, contender -> contender.crowd().regulars(), plan.logins());
    }

    /** Measures first logins of people who have never been here. */
    Outcome newcomers(String title) {
        return measure(title, contender -> contender.crowd().newcomers(plan.newcomers()), plan.newcomers());
    }

    /** Who signs in in the next round. */
    @FunctionalInterface
    private interface Next {
        List<Person> at(Contender contender);
    }

    private Outcome measure(String title, Next people, int logins) {
        Side ofFirst = new Side(first.site().name(), new ArrayList<>());
        Side ofSecond = new Side(second.site().name(), new ArrayList<>());
        List<Double> loadAverages = new ArrayList<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            String what = title + ", round " + round;
            // Who goes first in one round goes second in the next.
            for (Contender contender : round % 2 == 1 ? List.of(first, second) : List.of(second, first)) {
                (contender == first ? ofFirst : ofSecond).rounds().add(run(what, contender, people.at(contender), logins));
            }
            loadAverages.add(ProcFs.loadAverage());
        }
        return new Outcome(title, ofFirst, ofSecond, loadAverages);
    }

    private Round.Result run(String what, Contender contender, List<Person> people, int logins) {
        Site site = contender.site();
        Round.Result result = new Round(site, people, logins, plan.users()).run();
        System.err.println(String.format(Locale.ROOT, "%s, %s: %d logins, %d asked, %d errors, %.1f logins/s, %.2f ms of the processor each",
                what, site.name(), result.logins(), result.asked(), result.errors().size(), result.loginsPerSecond(), result.keycloakMillis()));
        result.errors().stream().limit(3).forEach(error -> System.err.println("  " + error));
        site.signEverybodyOut();
        return result;
    }
}
