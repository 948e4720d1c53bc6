package dev.gatehouse.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** The accounts on one server: regular users who sign in repeatedly, and new users who sign in for the first time. */
final class Crowd {

    private final List<Person> regulars;
    private final Deque<Person> newUsers;

    Crowd(int regulars, int newUsers) {
        this.regulars = Person.people("regular", 0, regulars);
        this.newUsers = new ArrayDeque<>(Person.people("newcomer", regulars, newUsers));
    }

    /** All users who need an account. */
    List<Person> all() {
        return Stream.concat(regulars.stream(), newUsers.stream()).toList();
    }

    /** The users who sign in repeatedly. */
    List<Person> regulars() {
        return regulars;
    }

    /** The given number of users who never signed in; each is returned only once. */
    List<Person> newUsers(int count) {
        List<Person> next = new ArrayList<>();
        while (next.size() < count) {
            next.add(newUsers.remove());
        }
        return next;
    }
}
