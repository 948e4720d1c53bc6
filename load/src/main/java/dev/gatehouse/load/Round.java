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

/** A number of logins on one server, and what was measured. Gatling's threads write to it at once. */
final class Round {

    /** What happens after the answer has left belongs to the login too. */
    private static final long MILLIS_TO_SETTLE = 500;

    private static final AtomicReference<Round> CURRENT = new AtomicReference<>();

    private final Site site;
    private final int users;
    private final int logins;
    private final Queue<Person> people;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
    private final Map<Step, List<Long>> nanos = new EnumMap<>(Step.class);
    private volatile Meter before;
    private volatile Meter.Usage used = Meter.Usage.NONE;
    private volatile long startedAt;
    private volatile long lastLoginAt;

    /**
     * A round.
     *
     * @param site where
     * @param people who signs in, one after the other, and again from the beginning
     * @param logins how many times altogether
     * @param users how many people do so at a time
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

    /** Runs it. */
    Result run() {
        CURRENT.set(this);
        Simulations.run(LoginSimulation.class);
        return result();
    }

    /** The one that runs; Gatling makes its simulations by itself. */
    static Round current() {
        return CURRENT.get();
    }

    Site site() {
        return site;
    }

    int users() {
        return users;
    }

    /** Begins to measure. */
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

    /** Whether there is one more login to be made, which is counted then. */
    boolean takesOneMore() {
        return begun.getAndIncrement() < logins;
    }

    /** Who signs in next; nobody is given out twice at a time. */
    Person nextPerson() {
        return people.remove();
    }

    /** A request has been answered. */
    void took(Step step, long duration) {
        nanos.get(step).add(duration);
    }

    /** A code was asked for. */
    void wasAsked() {
        asked.incrementAndGet();
    }

    /** A login has ended. */
    void ended(Person person, long duration) {
        took(Step.LOGIN, duration);
        ended(person);
    }

    /** A login has failed. */
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
        nanos.forEach((step, measured) -> millis.put(step, measured.stream().mapToDouble(value -> value / 1e6).toArray()));
        return new Result(nanos.get(Step.LOGIN).size(), asked.get(), List.copyOf(errors), (lastLoginAt - startedAt) / 1e9, used, millis);
    }

    /**
     * What was measured.
     *
     * @param logins how many succeeded
     * @param asked in how many of them a code was asked for
     * @param errors why the others failed
     * @param seconds from the first request to the last answer
     * @param used what the servers used meanwhile and half a second after
     * @param millis how long each request took
     */
    record Result(int logins, int asked, List<String> errors, double seconds, Meter.Usage used, Map<Step, double[]> millis) {

        /** Several rounds as one. */
        static Result sum(List<Result> rounds) {
            Map<Step, double[]> millis = new EnumMap<>(Step.class);
            for (Step step : Step.values()) {
                millis.put(step, rounds.stream().flatMapToDouble(round -> DoubleStream.of(round.millis.get(step))).toArray());
            }
            return new Result(
                    rounds.stream().mapToInt(Result::logins).sum(),
                    rounds.stream().mapToInt(Result::asked).sum(),
                    rounds.stream().flatMap(round -> round.errors.stream()).toList(),
                    rounds.stream().mapToDouble(Result::seconds).sum(),
                    rounds.stream().map(Result::used).reduce(Meter.Usage.NONE, Meter.Usage::plus),
                    millis);
        }

        double loginsPerSecond() {
            return logins / seconds;
        }

        /** Milliseconds of the processor that Keycloak used for a login, without {@link #compilerMillis}. */
        double keycloakMillis() {
            return 1000 * used.keycloak() / logins;
        }

        /** Milliseconds of the processor that Java's compilers used meanwhile, for a login. They have done their work one day, which no login costs anything of. */
        double compilerMillis() {
            return 1000 * used.compilers() / logins;
        }

        /** Milliseconds of the processor that PostgreSQL used for a login. */
        double postgresMillis() {
            return 1000 * used.postgres() / logins;
        }

        /** Milliseconds of the processor that both used for a login, without Java's compilers. */
        double bothMillis() {
            return keycloakMillis() + postgresMillis();
        }
    }
}
