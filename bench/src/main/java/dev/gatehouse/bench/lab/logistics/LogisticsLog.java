package dev.gatehouse.bench.lab.logistics;

import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.CompanyLog;
import dev.gatehouse.bench.lab.company.EventSource;
import dev.gatehouse.bench.lab.company.LogSize;
import dev.gatehouse.bench.lab.company.WaitingEvents;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The log of a freight forwarder: drivers on the road, dispatchers, warehouses with shared terminals, an office, and workers for a
 * season. Each person is there from the beginning, or joins at some time; those for Christmas come from September to November.
 */
public final class LogisticsLog implements EventSource {

    private static final double MILLIS_PER_DAY = 86_400_000;

    private final long seed;
    private final LogSize size;

    /** Creates the log of 500 people and 180 days. */
    public LogisticsLog(long seed) {
        this(seed, LogSize.USUAL.people(), LogSize.USUAL.days());
    }

    /**
     * Creates a log.
     *
     * @param seed the same seed generates the same log
     * @param people the number of people, from 1 to 100,000, including those who join later
     * @param days the duration in days, from 1 to 3,650
     */
    public LogisticsLog(long seed, int people, int days) {
        this.seed = seed;
        this.size = new LogSize(people, days);
    }

    /** The time that is this number of days after the start. */
    static Instant instant(double day) {
        return CompanyLog.START.plusMillis((long) (day * MILLIS_PER_DAY));
    }

    @Override
    public void forEach(Consumer<? super CompanyEvent> consumer) {
        List<Site> sites = Site.all(seed);
        Intruders intruders = new Intruders(seed);
        List<Worker> workers = IntStream.range(0, size.people())
                .mapToObj(number -> new Worker(seed, sites, number, size.days()))
                .toList();
        // A night shift goes on after midnight: its events wait for those of the next day.
        WaitingEvents waiting = new WaitingEvents();
        for (int day = 0; day < size.days(); day++) {
            for (Worker worker : workers) {
                intruders.attack(worker, day, waiting::add);
                worker.live(day, waiting::add);
            }
            waiting.giveBefore(instant(day + 1), consumer);
        }
    }
}
