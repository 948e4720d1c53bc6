package dev.gatehouse.bench.lab.evaluate;

import dev.gatehouse.bench.lab.log.Client;
import dev.gatehouse.bench.lab.log.LoginRow;
import dev.gatehouse.bench.lab.log.Origin;
import dev.gatehouse.bench.lab.score.GatehouseScorer;
import dev.gatehouse.risk.model.Profile;
import dev.gatehouse.risk.profile.ProfileCodec;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The cost of one login on the server: decoding the profile, scoring, learning and encoding it, for users with short and long
 * histories.
 */
final class CostStudy {

    static final String P99_MILLIS = "p99 of CPU, milliseconds";
    static final String BYTES = "largest profile, bytes";
    static final String GROWTH = "cost of 10,000 logins by that of 100";
    private static final int FEW = 100;
    private static final int MANY = 10_000;
    private static final int WARM_UP = 4000;
    private static final int MEASURED = 8000;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private CostStudy() {}

    static void measure(Figures figures) {
        GatehouseScorer scorer = new GatehouseScorer(true);
        String few = profile(scorer, FEW);
        String many = profile(scorer, MANY);
        // Interleaved, so that other load on the machine affects both alike.
        double[] ofFew = new double[MEASURED];
        double[] ofMany = new double[MEASURED];
        for (int i = -WARM_UP; i < MEASURED; i++) {
            LoginRow row = row(MANY + Math.abs(i));
            double nanosOfFew = time(scorer, few, row);
            double nanosOfMany = time(scorer, many, row);
            if (i >= 0) {
                ofFew[i] = nanosOfFew;
                ofMany[i] = nanosOfMany;
            }
        }
        figures.add(StatUtils.percentile(ofMany, 99) / 1e6, P99_MILLIS);
        figures.add(Math.max(few.length(), many.length()), BYTES);
        figures.add(StatUtils.percentile(ofMany, 50) / StatUtils.percentile(ofFew, 50), GROWTH);
    }

    /** The profile of a user who never logs in twice from the same place or with the same browser. */
    private static String profile(GatehouseScorer scorer, int logins) {
        Profile profile = Profile.EMPTY;
        for (int i = 0; i < logins; i++) {
            profile = scorer.learn(row(i), profile);
        }
        return ProfileCodec.encode(profile);
    }

    private static double time(GatehouseScorer scorer, String text, LoginRow row) {
        long before = CLOCK.getCurrentThreadCpuTime();
        int length = login(scorer, text, row);
        double nanos = CLOCK.getCurrentThreadCpuTime() - before;
        if (length == 0) {
            throw new IllegalStateException("a login has reasons and a profile");
        }
        return nanos;
    }

    private static int login(GatehouseScorer scorer, String text, LoginRow row) {
        try {
            Profile profile = ProfileCodec.decode(text);
            return scorer.score(row, profile).reasons().size()
                    + ProfileCodec.encode(scorer.learn(row, profile)).length();
        } catch (ProfileCodec.UnreadableProfileException e) {
            throw new IllegalStateException("what was encoded can be decoded", e);
        }
    }

    private static LoginRow row(int i) {
        SplittableRandom random = new SplittableRandom(i);
        String address = "24" + random.nextInt(6) + "." + random.nextInt(256) + "." + random.nextInt(256) + "."
                + random.nextInt(256);
        Origin origin = new Origin(
                address,
                random.nextBoolean() ? "NO" : "SE",
                "-",
                "-",
                Integer.toString(4_200_000 + random.nextInt(40)));
        Client client = new Client(
                "",
                "Browser of some length " + (char) ('A' + random.nextInt(20)) + " " + (80 + i / 1000),
                "System 10",
                "desktop");
        return new LoginRow(
                i,
                Instant.ofEpochSecond(1_600_000_000L + i * 600L),
                "somebody",
                OptionalDouble.empty(),
                origin,
                client,
                true,
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }
}
