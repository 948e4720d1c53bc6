package dev.gatehouse.bench.lab.evaluate;

import dev.gatehouse.bench.lab.company.Attacker;
import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.EventSource;
import dev.gatehouse.bench.lab.log.Client;
import dev.gatehouse.bench.lab.log.LoginRow;
import dev.gatehouse.bench.lab.log.Origin;
import dev.gatehouse.bench.lab.score.FreemanScorer;
import dev.gatehouse.bench.lab.score.Scorer;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.UserAgent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Which attackers the formulas of other systems catch on the log of a company, if they challenge a given share of own logins. They get no
 * device tokens, which they do not have.
 *
 * @param <H> the history of a person
 */
final class CompanyRivals<H> {

    private static final Duration SETTLING = Duration.ofDays(30);

    private final Scorer<H> scorer;
    private final Map<Integer, H> histories = new HashMap<>();
    private final List<Double> own = new ArrayList<>();
    private final Map<Attacker, List<Double>> attacks = new EnumMap<>(Attacker.class);
    private @Nullable Instant start;
    private long rows;

    private CompanyRivals(Scorer<H> scorer) {
        this.scorer = scorer;
    }

    /** New scorers of all other systems. */
    static List<Scorer<?>> scorers() {
        List<Scorer<?>> scorers = new ArrayList<>(List.of(new FreemanScorer()));
        scorers.addAll(Comparison.others());
        return scorers;
    }

    /**
     * The share of attackers caught, from 0 to 1.
     *
     * @param share the share of own logins that is challenged, from 0 to 1. Between two thresholds with different shares, both are applied in
     *     turn
     */
    static <H> Map<Attacker, Double> caught(Scorer<H> scorer, EventSource log, double share) {
        CompanyRivals<H> rival = new CompanyRivals<>(scorer);
        log.forEach(rival::take);
        return rival.caught(share);
    }

    private void take(CompanyEvent event) {
        start = start == null ? event.time() : start;
        if (event instanceof CompanyEvent.OwnLogin login) {
            LoginRow row = row(login.time(), login.person(), login.network(), login.userAgent());
            H history = histories.get(login.person());
            if (history != null && Duration.between(start, login.time()).compareTo(SETTLING) >= 0) {
                own.add(scorer.score(row, history).value());
            }
            histories.put(login.person(), scorer.learn(row, history == null ? scorer.emptyHistory() : history));
        } else if (event instanceof CompanyEvent.Attack attack && !attack.isOnNewcomer()) {
            H history = histories.get(attack.person());
            if (history != null) {
                attacks.computeIfAbsent(attack.kind(), kind -> new ArrayList<>())
                        .add(scorer.score(
                                        row(attack.time(), attack.person(), attack.network(), attack.userAgent()),
                                        history)
                                .value());
            }
        }
    }

    private LoginRow row(Instant time, int person, Network network, UserAgent agent) {
        String browser = agent.browser() + " " + agent.version() + ".0";
        return new LoginRow(
                rows++,
                time,
                Integer.toString(person),
                OptionalDouble.empty(),
                new Origin(
                        network.address(),
                        network.country(),
                        "",
                        "",
                        network.asn().replaceFirst("^AS", "")),
                new Client(
                        browser + " on " + agent.operatingSystem(),
                        browser,
                        agent.operatingSystem(),
                        agent.deviceType().name().toLowerCase(Locale.ROOT)),
                true,
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private Map<Attacker, Double> caught(double share) {
        double[] scores = sorted(own);
        double[] distinct = Arrays.stream(scores).distinct().toArray();
        int above = distinct.length;
        while (above > 0 && Threshold.shareChallenged(scores, distinct[above - 1]) <= share) {
            above--;
        }
        double strict = above == distinct.length ? Double.POSITIVE_INFINITY : distinct[above];
        double loose = above == 0 ? strict : distinct[above - 1];
        double fewer = strict == Double.POSITIVE_INFINITY ? 0 : Threshold.shareChallenged(scores, strict);
        double more = Threshold.shareChallenged(scores, loose);
        double turn = more > fewer ? (share - fewer) / (more - fewer) : 0;
        Map<Attacker, Double> caught = new EnumMap<>(Attacker.class);
        attacks.forEach((kind, values) -> {
            double[] sorted = sorted(values);
            double least = strict == Double.POSITIVE_INFINITY ? 0 : Threshold.shareChallenged(sorted, strict);
            caught.put(kind, least + turn * (Threshold.shareChallenged(sorted, loose) - least));
        });
        return caught;
    }

    private static double[] sorted(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
