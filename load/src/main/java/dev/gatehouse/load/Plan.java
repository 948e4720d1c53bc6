package dev.gatehouse.load;

import picocli.CommandLine.Option;

/** The extent of a measurement: options of all commands that run logins. */
final class Plan {

    @Option(
            names = "--logins",
            paramLabel = "N",
            defaultValue = "400",
            description = "Logins per round on each server; ${DEFAULT-VALUE} unless given.")
    private int logins;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "8",
            description = "Rounds, each on both servers; ${DEFAULT-VALUE} unless given, at least 2.")
    private int rounds;

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "How many times both servers are started, with a warm-up and all rounds each time; ${DEFAULT-VALUE} unless given.")
    private int starts;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "4",
            description = "Users who sign in at the same time; ${DEFAULT-VALUE} unless given.")
    private int users;

    @Option(
            names = "--accounts",
            paramLabel = "N",
            defaultValue = "200",
            description =
                    "Accounts that sign in again and again, each with a known device; ${DEFAULT-VALUE} unless given, at least as many as --users.")
    private int accounts;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "1500",
            description = "Logins on each server that are not measured; ${DEFAULT-VALUE} unless given.")
    private int warmUp;

    /** Validates the options. */
    void check() {
        if (logins < 1 || starts < 1 || rounds < 2 || users < 1 || accounts < users) {
            throw new IllegalArgumentException(
                    "There must be at least one login, one start and two rounds, and at least as many accounts as --users.");
        }
    }

    /** The extent of the measurement, as a sentence of the report. */
    String text() {
        return "%d people sign in at a time, %d rounds of %d logins on each server after each of %d starts."
                .formatted(users, rounds, logins, starts);
    }

    int logins() {
        return logins;
    }

    int rounds() {
        return rounds;
    }

    int starts() {
        return starts;
    }

    int users() {
        return users;
    }

    int accounts() {
        return accounts;
    }

    int warmUp() {
        return warmUp;
    }

    /** Logins with a code per round. Fewer, because each needs a separate account. */
    int newUsers() {
        return Math.max(users, logins / 4);
    }

    /** Logins with a code on each server that are not measured, after each start. */
    int newUsersToWarmUp() {
        return Math.max(users, warmUp);
    }

    /** Logins with a code on each server that are not measured, after a change of the hash on a server that is warm. */
    int newUsersToWarmUpAgain() {
        return Math.max(users, warmUp / 4);
    }

    /** The total number of users who sign in for the first time. */
    int allNewUsers() {
        return starts * rounds * newUsers();
    }
}
