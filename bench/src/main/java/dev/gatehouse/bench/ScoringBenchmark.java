package dev.gatehouse.bench;

import dev.gatehouse.risk.model.Assessment;
import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.model.Failures;
import dev.gatehouse.risk.model.LikelihoodRatioModel;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.Place;
import dev.gatehouse.risk.model.PopulationCounts;
import dev.gatehouse.risk.model.Profile;
import dev.gatehouse.risk.model.RiskModel;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.model.UserAgent.DeviceType;
import dev.gatehouse.risk.profile.ProfileCodec;
import dev.gatehouse.risk.profile.ProfileCodec.UnreadableProfileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of the risk model per login, without the database: before the login, decoding the profile and scoring; after it,
 * learning and encoding the profile. The user comes from many networks with many browsers, so that the profile has its maximum
 * size.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScoringBenchmark {

    private static final Instant START = Instant.parse("2026-06-01T08:00:00Z");
    private static final String[] COUNTRIES = {"NL", "DE", "BE", "FR", "GB", "JP", "US"};
    private static final int NETWORKS = 60;
    private static final int BROWSERS = 15;

    /** The number of logins that the profile was built from. */
    @Param({"10", "100", "1000", "10000"})
    public int logins;

    private final RiskModel model = new LikelihoodRatioModel();
    private final PopulationCounts population = new PopulationCounts();
    private Profile profile;
    private String text;
    private LoginAttempt next;

    /** Creates the profile and a population of 20,000 other logins. */
    @Setup
    public void setUp() {
        Random random = new Random(42);
        profile = Profile.EMPTY;
        for (int number = 0; number < logins; number++) {
            // The last hundred logins are within a month, so that nothing is dropped.
            profile = profile.learn(login(START.minus(Duration.ofHours(7L * (logins - number))), random));
        }
        for (int number = 0; number < 20_000; number++) {
            population.add(login(START, random), number % 10 == 0);
        }
        text = ProfileCodec.encode(profile);
        next = login(START, random);
    }

    /** The cost before the login passes. */
    @Benchmark
    public Assessment decodeAndAssess() throws UnreadableProfileException {
        return model.assess(next, ProfileCodec.decode(text), population);
    }

    /** The cost after the login completed. */
    @Benchmark
    public String learnAndEncode() {
        return ProfileCodec.encode(profile.learn(next));
    }

    private static LoginAttempt login(Instant time, Random random) {
        int network = random.nextInt(NETWORKS);
        int browser = random.nextInt(BROWSERS);
        return new LoginAttempt(
                time,
                new Network(
                        String.format("%016x", network * 0x1234567L + random.nextInt(3)),
                        String.format("%016x", network * 0x7654321L),
                        "AS" + (64_000 + network / 3),
                        COUNTRIES[network % COUNTRIES.length],
                        Network.Listing.NONE,
                        Optional.of(new Place(52, network / 10.0))),
                new UserAgent(
                        "Browser of some name " + browser,
                        100 + random.nextInt(5),
                        "System of some name " + browser % 4,
                        DeviceType.DESKTOP),
                random.nextBoolean() ? DeviceRecognition.KNOWN : DeviceRecognition.UNKNOWN,
                new Failures(random.nextInt(3), random.nextInt(10)));
    }
}
