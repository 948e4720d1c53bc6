package dev.gatehouse.bench.lab.logistics;

import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.CompanyLog;
import dev.gatehouse.bench.lab.company.EventSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The log of a freight forwarder: drivers on the road, dispatchers, warehouses with shared terminals, an office, and workers for a
 * season. Each person is there from the beginning, or joins at some time; those for Christmas come from September to November.
 */
public final class LogisticsLog implements EventSource {

    private static final int PEOPLE = 500;
    private static final int DAYS = 180;
    private static final int MOST_PEOPLE = 100_000;
    private static final int MOST_DAYS = 3650;
    private static final double MILLIS_PER_DAY = 86_400_000;

    private final long seed;
    private final int people;
    private final int days;

    /** Creates the log of 500 people and 180 days. */
    public LogisticsLog(long seed) {
        this(seed, PEOPLE, DAYS);
    }

    /**
     * Creates a log.
     *
     * @param seed the same seed generates the same log
     * @param people the number of people, from 1 to 100,000, including those who join later
     * @param days the duration in days, from 1 to 3,650
     */
    public LogisticsLog(long seed, int people, int days) {
        if (people < 1 || people > MOST_PEOPLE) {
            throw new IllegalArgumentException("people must be from 1 to " + MOST_PEOPLE);
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("days must be from 1 to " + MOST_DAYS);
        }
        this.seed = seed;
        this.people = people;
        this.days = days;
    }

    /** The time that is this number of days after the start. */
    static Instant instant(double day) {
        return CompanyLog.START.plusMillis((long) (day * MILLIS_PER_DAY));
    }

    @Override
    public void forEach(Consumer<? super CompanyEvent> consumer) {
        List<Site> sites = Site.all(seed);
        Intruders intruders = new Intruders(seed);
        List<Worker> workers = IntStream.range(0, people)
                .mapToObj(number -> new Worker(seed, sites, number, days))
                .toList();
        // A night shift goes on after midnight: its events wait for those of the next day.
        List<CompanyEvent> waiting = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            for (Worker worker : workers) {
                intruders.attack(worker, day, waiting::add);
                worker.live(day, waiting::add);
            }
            waiting.sort(Comparator.comparing(CompanyEvent::time));
            Instant end = instant(day + 1);
            int ready = 0;
            while (ready < waiting.size() && waiting.get(ready).time().isBefore(end)) {
                consumer.accept(waiting.get(ready++));
            }
            waiting.subList(0, ready).clear();
        }
    }
}
