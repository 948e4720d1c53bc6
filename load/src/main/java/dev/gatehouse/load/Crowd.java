package dev.gatehouse.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** Who has an account on one server: people who sign in again and again, and people who come for the first time. */
final class Crowd {

    private final List<Person> regulars;
    private final Deque<Person> newcomers;

    Crowd(int regulars, int newcomers) {
        this.regulars = Person.people("regular", 0, regulars);
        this.newcomers = new ArrayDeque<>(Person.people("newcomer", regulars, newcomers));
    }

    /** Everybody who needs an account. */
    List<Person> everybody() {
        return Stream.concat(regulars.stream(), newcomers.stream()).toList();
    }

    /** Those who sign in again and again. */
    List<Person> regulars() {
        return regulars;
    }

    /** So many who have never signed in; they are not given out again. */
    List<Person> newcomers(int count) {
        List<Person> next = new ArrayList<>();
        while (next.size() < count) {
            next.add(newcomers.remove());
        }
        return next;
    }
}
