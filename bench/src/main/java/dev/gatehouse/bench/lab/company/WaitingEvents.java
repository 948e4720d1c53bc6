package dev.gatehouse.bench.lab.company;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Events that wait for their turn: what is generated for a day may happen after that of the next. */
public final class WaitingEvents {

    private final List<CompanyEvent> waiting = new ArrayList<>();

    /** Adds an event. */
    public void add(CompanyEvent event) {
        waiting.add(event);
    }

    /** Gives the events before a time to the consumer, in the order of time; the others go on waiting. */
    public void giveBefore(Instant end, Consumer<? super CompanyEvent> consumer) {
        waiting.sort(Comparator.comparing(CompanyEvent::time));
        int ready = 0;
        while (ready < waiting.size() && waiting.get(ready).time().isBefore(end)) {
            consumer.accept(waiting.get(ready++));
        }
        waiting.subList(0, ready).clear();
    }
}
