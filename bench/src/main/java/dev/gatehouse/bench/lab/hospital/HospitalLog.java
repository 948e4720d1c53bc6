package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.EventSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The log of a group of hospitals: a second kind of company, written without knowledge of the risk model or of how the first kind
 * works, so that the model is tried on people for whom it was not tuned.
 */
public final class HospitalLog implements EventSource {

    private static final int PEOPLE = 500;
    private static final int DAYS = 180;
    private static final int MOST_PEOPLE = 100_000;
    private static final int MOST_DAYS = 3_650;

    private final long seed;
    private final int people;
    private final int days;

    /** Creates the log of 500 people during 180 days. */
    public HospitalLog(long seed) {
        this(seed, PEOPLE, DAYS);
    }

    /**
     * Creates a log.
     *
     * @param seed the same seed generates the same log
     * @param people the number of people, from 1 to 100,000, including those who join later
     * @param days the duration in days, from 1 to 3,650
     */
    public HospitalLog(long seed, int people, int days) {
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

    @Override
    public void forEach(Consumer<? super CompanyEvent> consumer) {
        World world = new World(seed, days);
        Intruders intruders = new Intruders(seed, world);
        List<Employee> employees = IntStream.range(0, people)
                .mapToObj(number -> new Employee(seed, number, world, days))
                .toList();
        // Logins of night shifts are on the next day, and in the Far East a day begins on the day before.
        List<CompanyEvent> waiting = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            for (Employee employee : employees) {
                intruders.on(employee, day, waiting::add);
                employee.live(day, waiting::add);
            }
            emit(waiting, Clock.startOf(day), consumer);
        }
        emit(waiting, Clock.startOf(days), consumer);
    }

    private static void emit(List<CompanyEvent> waiting, Instant end, Consumer<? super CompanyEvent> consumer) {
        waiting.sort(Comparator.comparing(CompanyEvent::time));
        Instant start = Clock.startOf(0);
        int ready = 0;
        while (ready < waiting.size() && waiting.get(ready).time().isBefore(end)) {
            CompanyEvent event = waiting.get(ready++);
            if (!event.time().isBefore(start)) {
                consumer.accept(event);
            }
        }
        waiting.subList(0, ready).clear();
    }
}
