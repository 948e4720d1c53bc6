package dev.gatehouse.bench.lab.server;

import dev.gatehouse.bench.lab.company.Attacker;
import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.EventSource;
import dev.gatehouse.bench.lab.company.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * How often the people of a company are challenged, and how many attackers are, by a {@link SimulatedServer}. Logins are counted from day 30
 * on, of people who have been there for two weeks; newcomers are counted separately.
 */
public final class CompanyStudy {

    private static final Duration SETTLING = Duration.ofDays(30);
    private static final Duration NEW = Duration.ofDays(14);
    private static final Duration FIRST_WEEK = Duration.ofDays(7);
    private static final int FEW_LOGINS = 20;
    private static final double PERCENT = 100;

    private final SimulatedServer server;
    private final Map<Integer, Person> people = new HashMap<>();
    private final Map<Long, int[]> weeks = new TreeMap<>();
    private final Map<Attacker, int[]> attacks = new EnumMap<>(Attacker.class);
    private final Map<Attacker, int[]> onNewcomers = new EnumMap<>(Attacker.class);
    private final Map<String, int[]> byPlace = new TreeMap<>();
    private @Nullable Instant start;
    private int logins;
    private int challenged;

    private static final class Person {

        private final Instant joined;
        private final Map<Store, Integer> firstWeek = new HashMap<>();
        private int logins;
        private int challenged;
        private int streak;
        private int longest;

        private Person(Instant joined) {
            this.joined = joined;
        }
    }

    /**
     * The figures of a log; shares in percent.
     *
     * @param challenged the share of own logins that was challenged
     * @param caught the share of attackers who were challenged, by kind
     * @param caughtOnNewcomers the same in the first week of a newcomer
     * @param personP99 the share of challenged logins that only one person in a hundred exceeds
     * @param personMax the largest of a person
     * @param longest the longest run of challenged logins of a person
     * @param weekMin the least of a week
     * @param weekMax the most of a week
     * @param firstWeekMost the most codes of a newcomer's first week on one device
     * @param firstWeekOver2 the share of newcomers with more than two codes on one device
     * @param byPlace logins, and challenged ones, by client and place
     */
    public record Result(
            double challenged,
            Map<Attacker, Double> caught,
            Map<Attacker, Double> caughtOnNewcomers,
            double personP99,
            double personMax,
            int longest,
            double weekMin,
            double weekMax,
            int firstWeekMost,
            double firstWeekOver2,
            Map<String, int[]> byPlace) {}

    private CompanyStudy(SimulatedServer server) {
        this.server = server;
    }

    /**
     * Replays the log of a company.
     *
     * @param settings as the administrator has saved them
     */
    public static Result of(EventSource log, Map<String, String> settings) {
        CompanyStudy study = new CompanyStudy(new SimulatedServer(settings));
        log.forEach(study::take);
        return study.result();
    }

    private void take(CompanyEvent event) {
        start = start == null ? event.time() : start;
        if (event instanceof CompanyEvent.OwnLogin login) {
            login(login);
        } else if (event instanceof CompanyEvent.Attack attack) {
            attack(attack);
        } else if (event instanceof CompanyEvent.StoreLost lost) {
            server.lose(lost);
        }
    }

    private void login(CompanyEvent.OwnLogin login) {
        boolean isChallenged = server.login(login).isChallenged();
        Person person = people.computeIfAbsent(login.person(), first -> new Person(login.time()));
        Duration here = Duration.between(person.joined, login.time());
        Duration age = Duration.between(start, login.time());
        if (here.compareTo(FIRST_WEEK) < 0 && isChallenged) {
            person.firstWeek.merge(login.store(), 1, Integer::sum);
        }
        if (age.compareTo(SETTLING) < 0 || here.compareTo(NEW) < 0) {
            return;
        }
        count(weeks.computeIfAbsent(age.toDays() / 7, week -> new int[2]), isChallenged);
        String client = login.isByApp() ? "app" : login.isShared() ? "shared" : "browser";
        count(byPlace.computeIfAbsent(client + " " + login.where(), place -> new int[2]), isChallenged);
        logins++;
        person.logins++;
        challenged += isChallenged ? 1 : 0;
        person.challenged += isChallenged ? 1 : 0;
        person.streak = isChallenged ? person.streak + 1 : 0;
        person.longest = Math.max(person.longest, person.streak);
    }

    private void attack(CompanyEvent.Attack attack) {
        if (server.knows(attack.person())) {
            count(
                    (attack.isOnNewcomer() ? onNewcomers : attacks).computeIfAbsent(attack.kind(), kind -> new int[2]),
                    server.attack(attack).isChallenged());
        }
    }

    private static void count(int[] counts, boolean isChallenged) {
        counts[0]++;
        counts[1] += isChallenged ? 1 : 0;
    }

    private static double percent(double part, double of) {
        return of == 0 ? 0 : PERCENT * part / of;
    }

    private static Map<Attacker, Double> percents(Map<Attacker, int[]> counts) {
        Map<Attacker, Double> percents = new EnumMap<>(Attacker.class);
        counts.forEach((kind, count) -> percents.put(kind, percent(count[1], count[0])));
        return percents;
    }

    private Result result() {
        double[] shares = people.values().stream()
                .filter(person -> person.logins >= FEW_LOGINS)
                .mapToDouble(person -> percent(person.challenged, person.logins))
                .toArray();
        int usual = (int) StatUtils.mean(
                        weeks.values().stream().mapToDouble(week -> week[0]).toArray())
                / 2;
        double[] ofWeeks = weeks.values().stream()
                .filter(week -> week[0] >= usual)
                .mapToDouble(week -> percent(week[1], week[0]))
                .toArray();
        List<Person> newcomers = people.values().stream()
                .filter(person -> person.joined.isAfter(start.plus(NEW)))
                .toList();
        int[] most = newcomers.stream()
                .mapToInt(person ->
                        person.firstWeek.values().stream().max(Integer::compare).orElse(0))
                .toArray();
        return new Result(
                percent(challenged, logins),
                percents(attacks),
                percents(onNewcomers),
                shares.length == 0 ? 0 : StatUtils.percentile(shares, 99),
                shares.length == 0 ? 0 : StatUtils.max(shares),
                people.values().stream()
                        .mapToInt(person -> person.longest)
                        .max()
                        .orElse(0),
                ofWeeks.length == 0 ? 0 : StatUtils.min(ofWeeks),
                ofWeeks.length == 0 ? 0 : StatUtils.max(ofWeeks),
                Arrays.stream(most).max().orElse(0),
                percent(Arrays.stream(most).filter(codes -> codes > 2).count(), most.length),
                byPlace);
    }
}
