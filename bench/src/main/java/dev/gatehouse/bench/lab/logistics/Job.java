package dev.gatehouse.bench.lab.logistics;

/** What somebody does, and what follows for the logins. */
enum Job {
    /** Crosses borders from Monday to Friday and longer. */
    LONG_HAUL(0.20, 1.9, 0.06, 3, 11, 0.1),
    /** Delivers in the region of the depot. */
    LOCAL_DRIVER(0.13, 1.5, 0.03, 3.5, 9, 0.3),
    /** Sits at a desk of a depot, in shifts. */
    DISPATCHER(0.13, 4.6, 0.08, 5.2, 8, 0),
    /** Shares terminals and scanners, in shifts; many look at their pay slips only. */
    WAREHOUSE(0.24, 1.3, 0.03, 5.2, 8, 0.35),
    /** The same for eight weeks: before Christmas, or instead of those on holiday. */
    SEASONAL(0.10, 1.3, 0.03, 5.2, 8, 0.1),
    /** At home on some days. */
    OFFICE(0.16, 1.7, 0.08, 6.3, 9, 0.03),
    /** Flies to customers. */
    MANAGER(0.04, 2.4, 0.3, 6, 12, 0);

    /** The share of people. */
    final double share;
    /** The mean number of logins on a day at work. */
    final double logins;
    /** The mean number of logins on a day off. */
    final double offDuty;
    /** The hour, in UTC, at which the day begins, or the early shift. */
    final double begin;
    /** The hours of a day. */
    final double hours;
    /** The share of those who log in once a fortnight. */
    final double rare;

    Job(double share, double logins, double offDuty, double begin, double hours, double rare) {
        this.share = share;
        this.logins = logins;
        this.offDuty = offDuty;
        this.begin = begin;
        this.hours = hours;
        this.rare = rare;
    }

    boolean isDriver() {
        return this == LONG_HAUL || this == LOCAL_DRIVER;
    }

    boolean isInShifts() {
        return this == DISPATCHER || isAtTerminals();
    }

    boolean isAtTerminals() {
        return this == WAREHOUSE || this == SEASONAL;
    }

    boolean isInOffice() {
        return this == OFFICE || this == MANAGER;
    }
}
