package dev.gatehouse.bench.lab.company;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The log of a company, generated from a plan. */
public final class CompanyLog implements EventSource {

    /** The time at which day 0 begins: a Monday. */
    public static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

    private static final double MILLIS_PER_DAY = 86_400_000;

    private final CompanyPlan plan;

    /** Creates the log of this plan. */
    public CompanyLog(CompanyPlan plan) {
        this.plan = plan;
    }

    /** The time that is this number of days after the start. */
    static Instant instant(double days) {
        return START.plusMillis((long) (days * MILLIS_PER_DAY));
    }

    @Override
    public void forEach(Consumer<? super CompanyEvent> consumer) {
        Internet internet = new Internet(plan.isHostingListed());
        Attacks attacks = new Attacks(plan, internet);
        List<Person> people = IntStream.range(0, plan.people())
                .mapToObj(number -> new Person(plan, internet, number))
                .toList();
        // What happens after midnight in a night shift waits for the events of the next day.
        WaitingEvents waiting = new WaitingEvents();
        for (int day = 0; day < plan.days(); day++) {
            for (Person person : people) {
                // Attackers know the devices of the day before.
                attacks.on(person, day, waiting::add);
                person.live(day, waiting::add);
            }
            waiting.giveBefore(instant(day + 1), consumer);
        }
    }
}
