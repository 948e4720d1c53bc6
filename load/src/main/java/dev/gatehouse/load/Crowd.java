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
        this(Person.people("regular", 0, regulars, false), Person.people("newcomer", regulars, newUsers, true));
    }

    private Crowd(List<Person> regulars, List<Person> newUsers) {
        this.regulars = regulars;
        this.newUsers = new ArrayDeque<>(newUsers);
    }

    /**
     * The same regular users with other new users, as many as this crowd still has.
     *
     * @param name the prefix of the new users' email addresses
     */
    Crowd withOthers(String name) {
        return new Crowd(regulars, Person.people(name, regulars.size() + newUsers.size(), newUsers.size(), true));
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
