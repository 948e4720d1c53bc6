package dev.gatehouse.bench.lab.evaluate;

import dev.gatehouse.bench.lab.company.Attacker;
import dev.gatehouse.bench.lab.company.CompanyLog;
import dev.gatehouse.bench.lab.company.CompanyPlan;
import dev.gatehouse.bench.lab.company.EventSource;
import dev.gatehouse.bench.lab.hospital.HospitalLog;
import dev.gatehouse.bench.lab.logistics.LogisticsLog;
import dev.gatehouse.bench.lab.server.CompanyStudy;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/** What the people of companies and their attackers meet at default settings, with the server's own threshold, policy and tokens. */
final class CompanyFigures {

    static final String CHALLENGED = "own logins challenged";
    static final String P99 = "person, p99";
    static final String MAX = "person, most";
    static final String LONGEST = "longest run";
    static final String WORST_WEEK = "worst week";
    static final String FIRST_WEEK = "newcomers with more than two codes on one device";
    static final String NEWCOMER = "newcomer";

    /** The company that the goals are about. */
    static final String CALL_CENTRE = "call centre";

    static final String SMALL_TEAM = "team of ten";

    /** The share of own logins that the formulas of other systems challenge: what Gatehouse may. */
    static final double RIVALS_CHALLENGE = 0.02;

    private static final double PERCENT = 100;

    private CompanyFigures() {}

    /** The companies, in the order of the report, each as the log of a seed. */
    static Map<String, LongFunction<EventSource>> companies() {
        Map<String, LongFunction<EventSource>> companies = new LinkedHashMap<>();
        companies.put(CALL_CENTRE, logs(CompanyPlan.callCentre()));
        companies.put("office", logs(CompanyPlan.office()));
        companies.put("field staff", logs(CompanyPlan.field()));
        companies.put(SMALL_TEAM, logs(CompanyPlan.smallTeam()));
        companies.put(
                "call centre whose app keeps no token",
                logs(CompanyPlan.callCentre().withKeepingApps(0)));
        companies.put("hospitals", HospitalLog::new);
        companies.put("logistics", LogisticsLog::new);
        return companies;
    }

    private static LongFunction<EventSource> logs(CompanyPlan plan) {
        return seed -> new CompanyLog(plan.withSeed(seed));
    }

    static void measure(long seed, Figures figures) {
        companies().forEach((name, logs) -> {
            EventSource log = logs.apply(seed);
            CompanyStudy.Result result = CompanyStudy.of(log, Map.of());
            figures.add(result.challenged() / PERCENT, name, CHALLENGED);
            figures.add(result.personP99() / PERCENT, name, P99);
            figures.add(result.personMax() / PERCENT, name, MAX);
            figures.add(result.longest(), name, LONGEST);
            figures.add(result.weekMax() / PERCENT, name, WORST_WEEK);
            figures.add(result.firstWeekOver2() / PERCENT, name, FIRST_WEEK);
            result.caught().forEach((attacker, caught) -> figures.add(caught / PERCENT, name, attacker));
            result.caughtOnNewcomers()
                    .forEach((attacker, caught) -> figures.add(caught / PERCENT, name, NEWCOMER, attacker));
        });
        EventSource centre = companies().get(CALL_CENTRE).apply(seed);
        CompanyRivals.scorers().forEach(scorer -> CompanyRivals.caught(scorer, centre, RIVALS_CHALLENGE)
                .forEach((attacker, caught) -> figures.add(caught, CALL_CENTRE, scorer.name(), attacker)));
    }

    /** The name of an attacker in a report. */
    static String label(Attacker attacker) {
        return switch (attacker) {
            case VPN, AITM -> attacker.name().replace("AITM", "AiTM");
            case SAME_ISP -> "same provider";
            case CARRIER -> "own carrier";
            case NAIVE, STUFFING, RESIDENTIAL, INSIDER -> attacker.name().toLowerCase(Locale.ROOT);
        };
    }

    /** The least share of attackers to be caught. */
    static Map<Attacker, Double> goals() {
        Map<Attacker, Double> goals = new EnumMap<>(Attacker.class);
        List.of(Attacker.NAIVE, Attacker.STUFFING, Attacker.VPN, Attacker.AITM)
                .forEach(attacker -> goals.put(attacker, 0.99));
        goals.put(Attacker.RESIDENTIAL, 0.97);
        goals.put(Attacker.SAME_ISP, 0.90);
        goals.put(Attacker.CARRIER, 0.85);
        goals.put(Attacker.INSIDER, 0.55);
        return goals;
    }

    static List<Attacker> attackers() {
        return List.of(Attacker.values());
    }
}
