package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.generator.Dice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A person's days of work, holidays, long absences and trips. */
final class Roster {

    private static final int TRIPS = 1_000;
    private static final int WEEK = 7;

    /** What happens so often happens once in so many days. */
    private static final double DAYS_PER_HOLIDAY = 95;

    private static final double DAYS_PER_LONG_ABSENCE = 2_000;
    private static final double DAYS_PER_ILLNESS = 50;
    private static final double DAYS_PER_STAY = 700;
    private static final double ABROAD = 0.55;
    private static final double ODD_WORK = 0.03;
    private static final double RESEARCH_ON_FREE_DAYS = 0.18;

    private final long seed;
    private final int person;
    private final World world;
    private final Market home;
    private final Dice dice;
    private final Shift[] shifts;
    private final List<Trip> trips = new ArrayList<>();

    Roster(long seed, int person, World world, Role role, Market home, int days) {
        this.seed = seed;
        this.person = person;
        this.world = world;
        this.home = home;
        dice = Draw.ROSTER.dice(seed, person);
        shifts = new Shift[days];
        fillWork(role);
        absences(DAYS_PER_ILLNESS, 2, 7);
        absences(DAYS_PER_LONG_ABSENCE, 30, 130);
        holidays();
        trips(daysPerConference(role), 1, 5, Trip.Kind.CONFERENCE);
        if (role == Role.RESEARCHER) {
            trips(DAYS_PER_STAY, 20, 60, Trip.Kind.STAY);
        }
    }

    private void fillWork(Role role) {
        String pattern = role.shifts();
        int offset = pattern.length() % WEEK == 0 && role != Role.NURSE
                ? WEEK * dice.below(pattern.length() / WEEK)
                : dice.below(pattern.length());
        double part = dice.chance(0.4) ? Draw.between(dice, 0.4, 0.9) : 1;
        double odd = role == Role.RESEARCHER ? RESEARCH_ON_FREE_DAYS : ODD_WORK;
        for (int day = 0; day < shifts.length; day++) {
            Shift shift = Shift.of(pattern.charAt((day + offset) % pattern.length()));
            if (shift.isWork() && !dice.chance(part)) {
                shift = Shift.FREE;
            } else if (shift == Shift.FREE && dice.chance(odd)) {
                shift = role == Role.RESEARCHER ? Shift.DAY : Shift.LATE;
            }
            shifts[day] = shift;
        }
    }

    private void absences(double daysPerAbsence, int shortest, int longest) {
        for (int left = Draw.count(dice, shifts.length / daysPerAbsence); left > 0; left--) {
            int first = dice.below(shifts.length);
            setAway(first, first + length(shortest, longest));
        }
    }

    private void holidays() {
        for (int left = Draw.count(dice, shifts.length / DAYS_PER_HOLIDAY); left > 0; left--) {
            int first = dice.below(shifts.length);
            int end = first + length(6, 22);
            setAway(first, end);
            if (dice.chance(ABROAD)) {
                add(first, end - 1, Trip.Kind.HOLIDAY);
            }
        }
    }

    private void trips(double daysPerTrip, int shortest, int longest, Trip.Kind kind) {
        for (int left = Draw.count(dice, shifts.length / daysPerTrip); left > 0; left--) {
            int first = dice.below(shifts.length);
            add(first, first + length(shortest, longest) - 1, kind);
        }
    }

    private void add(int first, int last, Trip.Kind kind) {
        long number = (long) person * TRIPS + trips.size();
        trips.add(new Trip(seed, number, first, last, kind, world.abroadOf(home, dice)));
    }

    private int length(int shortest, int longest) {
        return shortest + dice.below(longest - shortest + 1);
    }

    private void setAway(int first, int end) {
        Arrays.fill(shifts, first, Math.min(end, shifts.length), Shift.AWAY);
    }

    /** Some travel much more than others of the same role. */
    private double daysPerConference(Role role) {
        double usual =
                switch (role) {
                    case MANAGER -> 25;
                    case RESEARCHER -> dice.chance(0.2) ? 18 : 75;
                    case DOCTOR -> 150;
                    default -> 1_500;
                };
        return usual * Draw.between(dice, 0.6, 1.6);
    }

    /** What that day is, unless the person is on a trip. */
    Shift shift(int day) {
        return shifts[day];
    }

    /** The trip that the person is on. */
    Optional<Trip> trip(int day) {
        return trips.stream().filter(trip -> trip.includes(day)).findFirst();
    }
}
