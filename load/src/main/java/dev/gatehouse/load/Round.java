package dev.gatehouse.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.DoubleStream;

/** A number of logins on one server, and their measurements. Thread-safe: Gatling's threads write to it concurrently. */
final class Round {

    /** Work after the response also belongs to the login. */
    private static final long MILLIS_TO_SETTLE = 500;

    private static final AtomicReference<Round> CURRENT = new AtomicReference<>();

    private final Site site;
    private final int users;
    private final int logins;
    private final Queue<Person> people;
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger challenges = new AtomicInteger();
    private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
    private final Map<Step, List<Long>> nanos = new EnumMap<>(Step.class);
    private volatile Meter before;
    private volatile Meter.Usage used = Meter.Usage.NONE;
    private volatile long startedAt;
    private volatile long lastLoginAt;

    /**
     * Creates a round.
     *
     * @param site the server
     * @param people the users, who sign in one after the other, repeatedly
     * @param logins the total number of logins
     * @param users the number of concurrent users
     */
    Round(Site site, List<Person> people, int logins, int users) {
        this.site = site;
        this.people = new ConcurrentLinkedQueue<>(people);
        this.logins = logins;
        this.users = users;
        for (Step step : Step.values()) {
            nanos.put(step, Collections.synchronizedList(new ArrayList<>()));
        }
    }

    /** Runs the round. */
    Result run() {
        CURRENT.set(this);
        Simulations.run(LoginSimulation.class);
        return result();
    }

    /** The running round; Gatling creates simulations itself. */
    static Round current() {
        return CURRENT.get();
    }

    Site site() {
        return site;
    }

    int users() {
        return users;
    }

    /** Starts the measurement. */
    void begin() {
        before = site.meter();
        startedAt = System.nanoTime();
    }

    /** Ends the measurement. */
    void end() {
        try {
            Thread.sleep(MILLIS_TO_SETTLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        used = site.meter().since(before);
    }

    /** Starts the next login; false if all logins were started. */
    boolean startsNextLogin() {
        return started.getAndIncrement() < logins;
    }

    /** The next user; no user has two concurrent logins. */
    Person nextPerson() {
        return people.remove();
    }

    /** Adds the duration of a request, in nanoseconds. */
    void addDuration(Step step, long duration) {
        nanos.get(step).add(duration);
    }

    /** Counts a challenge. */
    void addChallenge() {
        challenges.incrementAndGet();
    }

    /** Adds a successful login and its duration, in nanoseconds. */
    void ended(Person person, long duration) {
        addDuration(Step.LOGIN, duration);
        ended(person);
    }

    /** Adds a failed login. */
    void failed(Person person, String why) {
        errors.add(person.email() + ": " + why);
        ended(person);
    }

    private void ended(Person person) {
        people.add(person);
        lastLoginAt = System.nanoTime();
    }

    private Result result() {
        Map<Step, double[]> millis = new EnumMap<>(Step.class);
        nanos.forEach((step, measured) -> millis.put(
                step, measured.stream().mapToDouble(value -> value / 1e6).toArray()));
        return new Result(
                nanos.get(Step.LOGIN).size(),
                challenges.get(),
                List.copyOf(errors),
                (lastLoginAt - startedAt) / 1e9,
                used,
                millis);
    }

    /**
     * The measurements.
     *
     * @param logins the number of successful logins
     * @param challenges the number of logins that required a code
     * @param errors the reasons of the failed logins
     * @param seconds from the first request to the last response
     * @param used the CPU time used by the servers up to half a second after the last response
     * @param millis the durations of the requests
     */
    record Result(
            int logins,
            int challenges,
            List<String> errors,
            double seconds,
            Meter.Usage used,
            Map<Step, double[]> millis) {

        /** Combines several rounds. */
        static Result sum(List<Result> rounds) {
            Map<Step, double[]> millis = new EnumMap<>(Step.class);
            for (Step step : Step.values()) {
                millis.put(
                        step,
                        rounds.stream()
                                .flatMapToDouble(round -> DoubleStream.of(round.millis.get(step)))
                                .toArray());
            }
            return new Result(
                    rounds.stream().mapToInt(Result::logins).sum(),
                    rounds.stream().mapToInt(Result::challenges).sum(),
                    rounds.stream().flatMap(round -> round.errors.stream()).toList(),
                    rounds.stream().mapToDouble(Result::seconds).sum(),
                    rounds.stream().map(Result::used).reduce(Meter.Usage.NONE, Meter.Usage::plus),
                    millis);
        }

        double loginsPerSecond() {
            return logins / seconds;
        }

        /** CPU milliseconds of Keycloak per login, without {@link #compilerMillis}. */
        double keycloakMillis() {
            return 1000 * used.keycloak() / logins;
        }

        /** CPU milliseconds of the JIT compilers per login. A long-running server no longer has this cost. */
        double compilerMillis() {
            return 1000 * used.compilers() / logins;
        }

        /** CPU milliseconds of PostgreSQL per login. */
        double postgresMillis() {
            return 1000 * used.postgres() / logins;
        }

        /** CPU milliseconds of both per login, without the JIT compilers. */
        double bothMillis() {
            return keycloakMillis() + postgresMillis();
        }
    }
}
