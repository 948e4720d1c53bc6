package dev.gatehouse.bench.lab.company;

import java.util.function.Consumer;

/** A log of a company. */
@FunctionalInterface
public interface EventSource {

    /** Gives all events to the consumer in the order of time: the same ones for each call, whatever the consumer does. */
    void forEach(Consumer<? super CompanyEvent> consumer);
}
