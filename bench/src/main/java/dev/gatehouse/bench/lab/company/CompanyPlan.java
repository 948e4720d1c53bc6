package dev.gatehouse.bench.lab.company;

/**
 * The parameters of a {@link CompanyLog}.
 *
 * @param seed the same plan with the same seed generates the same log
 * @param people the number of people, from 1 to 100,000, including those who join later
 * @param days the duration in days, from 1 to 3,650
 * @param keepingApps share of people whose native app keeps what the server gives it, from 0 to 1
 * @param attacks probability that a person is attacked on a day, for each kind of attacker; 0 for no attacks at all
 * @param isHostingListed whether the server knows the networks of hosting providers, which exits of VPNs and relays use too
 * @param habits how people work
 */
public record CompanyPlan(
        long seed, int people, int days, double keepingApps, double attacks, boolean isHostingListed, Habits habits) {

    private static final int SMALL = 10;
    private static final double ATTACKS = 0.035;

    public CompanyPlan {
        LogSize.require(people, days);
        requireShare(keepingApps);
        requireShare(attacks);
    }

    static void requireShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share must be from 0 to 1, not " + share);
        }
    }

    /** Three offices, many people at home on some days; a quarter have the app. */
    public static CompanyPlan office() {
        return of(
                LogSize.USUAL.people(), new Habits(3, 0.25, 0.85, 0.1, 0.03, 0.05, 0.5, 0.35, 0.15, 0, 0.25, 0, 0.25));
    }

    /** A call centre: shifts, shared workstations, and most logins by the app. */
    public static CompanyPlan callCentre() {
        return of(
                LogSize.USUAL.people(),
                new Habits(3, 0.75, 0.85, 0.25, 0.05, 0.06, 0.5, 0.35, 0.15, 0, 0.25, 0.9, 0.25));
    }

    /** Ten people with one office. */
    public static CompanyPlan smallTeam() {
        return of(SMALL, new Habits(1, 0.2, 0.85, 0, 0.05, 0.06, 0.3, 0.5, 0.2, 0, 0.3, 0, 0.2));
    }

    /** People on the road: mostly carriers, and many trips abroad. */
    public static CompanyPlan field() {
        return of(
                LogSize.USUAL.people(),
                new Habits(2, 0.6, 0.85, 0.05, 0.03, 0.05, 0.05, 0.1, 0.05, 0.8, 0.6, 0.1, 0.25));
    }

    private static CompanyPlan of(int people, Habits habits) {
        return new CompanyPlan(1, people, LogSize.USUAL.days(), 1, ATTACKS, false, habits);
    }

    /** The same plan with this seed. */
    public CompanyPlan withSeed(long other) {
        return new CompanyPlan(other, people, days, keepingApps, attacks, isHostingListed, habits);
    }

    /** The same plan for this number of people and days. */
    public CompanyPlan withSize(int otherPeople, int otherDays) {
        return new CompanyPlan(seed, otherPeople, otherDays, keepingApps, attacks, isHostingListed, habits);
    }

    /** The same plan with this share of people whose app keeps what the server gives it. */
    public CompanyPlan withKeepingApps(double share) {
        return new CompanyPlan(seed, people, days, share, attacks, isHostingListed, habits);
    }

    /** The same plan with this probability of an attack, for each kind, person and day. */
    public CompanyPlan withAttacks(double probability) {
        return new CompanyPlan(seed, people, days, keepingApps, probability, isHostingListed, habits);
    }

    /** The same plan for a server that knows the networks of hosting providers, or does not. */
    public CompanyPlan withHostingListed(boolean isListed) {
        return new CompanyPlan(seed, people, days, keepingApps, attacks, isListed, habits);
    }
}
