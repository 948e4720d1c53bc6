package dev.gatehouse.bench.lab.hospital;

/** What people do, and how often they log in on a day of work. */
enum Role {
    /** Shifts at shared stations; the app shows the roster. */
    NURSE(0.36, "EELL--NNN----EEELL---LL-EE--", new Rates(1.3, 0, 0.65, 0.12, 0.05), 0, 0.7, 0, 0.02),
    /** Eight weeks only, in a rented room, and perhaps in a second hospital. */
    AGENCY(0.09, "EEEELL---LLNNN--EEEE--", new Rates(1, 0, 0.6, 0.3, 0.08), 0, 0.9, 0, 0.03),
    /** Days, late shifts and nights; on call at home. */
    DOCTOR(0.17, "DDDDD--DDDDDLL--DDDNN---DDDDD-", new Rates(2.2, 1, 0.5, 0.25, 0.3), 0.05, 0.45, 0.5, 0.04),
    /** A computer of their own choice, irregular hours, and much travel. */
    RESEARCHER(0.11, "DDDDD--", new Rates(0, 0.9, 0, 0.15, 0.35), 0.3, 0, 1, 0.18),
    /** Office hours, at home on some days. */
    CLERK(0.14, "DDDDD--", new Rates(0, 1.15, 0.3, 0.08, 0.05), 0.25, 0.2, 1, 0.04),
    /** Kitchen, cleaning, transport: a payslip now and then, on the phone or at a shared station. */
    SERVICE(0.09, "EEEEE--LLLLL--", new Rates(0.03, 0, 0.06, 0.035, 0.02), 0, 0.3, 0, 0.02),
    /** Meetings in all hospitals and elsewhere. */
    MANAGER(0.04, "DDDDD--", new Rates(0, 1.6, 0.3, 0.8, 0.5), 0.2, 0.3, 1, 0.06);

    /**
     * How many times a person logs in on a day of work, on average.
     *
     * @param ward at a shared station
     * @param desk for work at a desk
     * @param app by the app, if the person has it
     * @param phone with the browser of the phone
     * @param home with a computer at home, after work
     */
    record Rates(double ward, double desk, double app, double phone, double home) {}

    private final double share;
    private final String shifts;
    private final Rates rates;
    private final double remote;
    private final double apps;
    private final double computers;
    private final double vpns;

    /**
     * @param share share of the people
     * @param shifts the days of work and free days, over and over
     * @param remote share of office days that are spent at home
     * @param apps share of those with the app
     * @param computers share of those with a computer from the employer
     * @param vpns share of those with a commercial VPN
     */
    Role(double share, String shifts, Rates rates, double remote, double apps, double computers, double vpns) {
        this.share = share;
        this.shifts = shifts;
        this.rates = rates;
        this.remote = remote;
        this.apps = apps;
        this.computers = computers;
        this.vpns = vpns;
    }

    double share() {
        return share;
    }

    String shifts() {
        return shifts;
    }

    Rates rates() {
        return rates;
    }

    double remote() {
        return remote;
    }

    double apps() {
        return apps;
    }

    double computers() {
        return computers;
    }

    double vpns() {
        return vpns;
    }
}
