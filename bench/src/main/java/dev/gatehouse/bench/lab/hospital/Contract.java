package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.generator.Dice;
import java.util.Arrays;
import java.util.List;

/**
 * Where someone works, and from when to when.
 *
 * @param role what the person does
 * @param first the hospital at the beginning
 * @param next the hospital after {@link #moves}
 * @param moves the day of the change
 * @param second another hospital, where the person works now and then
 * @param elsewhere share of the days there
 * @param joined the first day; 0 or less for those who are there when the log begins
 * @param left the day after the last one
 */
record Contract(Role role, Site first, Site next, int moves, Site second, double elsewhere, int joined, int left) {

    /** How long agency nurses stay: eight weeks. */
    static final int AGENCY_DAYS = 56;

    private static final List<Role> ROLES = Arrays.asList(Role.values());
    private static final double THERE = 0.74;
    private static final double LEAVERS = 0.06;

    /** A contract during a log of so many days. */
    static Contract draw(World world, int days, Dice dice) {
        Role role = dice.weighted(ROLES, Role::share);
        Site first = world.site(dice);
        boolean isMoving = dice.chance(moving(role));
        int moves = isMoving ? dice.below(days) : Integer.MAX_VALUE;
        Site next = world.site(dice);
        Site second = world.site(dice);
        int joined;
        int left;
        if (role == Role.AGENCY) {
            joined = dice.below(days + AGENCY_DAYS) - AGENCY_DAYS;
            left = joined + AGENCY_DAYS;
            moves = isMoving ? joined + 14 + dice.below(28) : Integer.MAX_VALUE;
        } else {
            joined = dice.chance(THERE) ? 0 : dice.below(days);
            left = dice.chance(LEAVERS) ? joined + dice.below(days) : Integer.MAX_VALUE;
        }
        return new Contract(role, first, next, moves, second, elsewhere(role), joined, left);
    }

    /** Young doctors change hospitals in their training, and agency nurses are sent where they are needed. */
    private static double moving(Role role) {
        return switch (role) {
            case AGENCY -> 0.35;
            case DOCTOR -> 0.18;
            default -> 0.02;
        };
    }

    private static double elsewhere(Role role) {
        return switch (role) {
            case MANAGER -> 0.35;
            case DOCTOR -> 0.08;
            case RESEARCHER, SERVICE -> 0.05;
            default -> 0.01;
        };
    }

    /** Whether the person works for the group on that day. */
    boolean isActive(int day) {
        return joined <= day && day < left;
    }

    /** Whether the person joined during the log. */
    boolean isNewcomer() {
        return joined > 0;
    }

    /** The hospital where the person mostly works at that time. */
    Site usualSite(int day) {
        return day < moves ? first : next;
    }

    /** The hospital where the person works on that day. */
    Site site(int day, Dice dice) {
        return dice.chance(elsewhere) ? second : usualSite(day);
    }
}
