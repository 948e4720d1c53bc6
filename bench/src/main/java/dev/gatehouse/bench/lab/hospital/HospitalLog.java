package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.EventSource;
import dev.gatehouse.bench.lab.company.LogSize;
import dev.gatehouse.bench.lab.company.WaitingEvents;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The log of a group of hospitals: a second kind of company, written without knowledge of the risk model or of how the first kind
 * works, so that the model is tried on people for whom it was not tuned.
 */
public final class HospitalLog implements EventSource {

    private final long seed;
    private final LogSize size;

    /** Creates the log of 500 people during 180 days. */
    public HospitalLog(long seed) {
        this(seed, LogSize.USUAL.people(), LogSize.USUAL.days());
    }

    /**
     * Creates a log.
     *
     * @param seed the same seed generates the same log
     * @param people the number of people, from 1 to 100,000, including those who join later
     * @param days the duration in days, from 1 to 3,650
     */
    public HospitalLog(long seed, int people, int days) {
        this.seed = seed;
        this.size = new LogSize(people, days);
    }

    @Override
    public void forEach(Consumer<? super CompanyEvent> consumer) {
        World world = new World(seed, size.days());
        Intruders intruders = new Intruders(seed, world);
        List<Employee> employees = IntStream.range(0, size.people())
                .mapToObj(number -> new Employee(seed, number, world, size.days()))
                .toList();
        // Logins of night shifts are on the next day, and in the Far East a day begins on the day before.
        WaitingEvents waiting = new WaitingEvents();
        Instant start = Clock.startOf(0);
        Consumer<CompanyEvent> sinceStart = event -> {
            if (!event.time().isBefore(start)) {
                consumer.accept(event);
            }
        };
        for (int day = 0; day < size.days(); day++) {
            for (Employee employee : employees) {
                intruders.on(employee, day, waiting::add);
                employee.live(day, waiting::add);
            }
            waiting.giveBefore(Clock.startOf(day), sinceStart);
        }
        waiting.giveBefore(Clock.startOf(size.days()), sinceStart);
    }
}
