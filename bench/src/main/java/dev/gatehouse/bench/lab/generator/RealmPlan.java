package dev.gatehouse.bench.lab.generator;

/**
 * The parameters of a synthetic log. All shares are from 0 to 1.
 *
 * @param seed the same plan with the same seed generates the same log
 * @param users the number of users, from 1 to 16 million
 * @param days the duration in days, from 1 to 390
 * @param homeShare share of a user's days spent in their own country
 * @param minorityShare share of users who live outside the main country
 * @param homeContext mean share of logins from a line at home
 * @param mobileContext mean share of logins through a mobile carrier
 * @param workContext mean share of logins from work
 * @param devices mean number of devices of a user, from 1 to 3
 * @param frequency how often users log in
 * @param failedShare share of users' own attempts with a wrong password
 * @param noiseShare share of lines that are failed attempts against one pseudo-user, as in the data set
 * @param lostTokens share of logins without the token that was stored in the browser
 * @param attacks share of users who are attacked once by each kind of attacker
 * @param targetedCopies share of targeted attackers who copy the family of the victim's device
 */
public record RealmPlan(
        long seed,
        int users,
        int days,
        double homeShare,
        double minorityShare,
        double homeContext,
        double mobileContext,
        double workContext,
        double devices,
        Frequency frequency,
        double failedShare,
        double noiseShare,
        double lostTokens,
        double attacks,
        double targetedCopies) {

    /** The distribution of the number of logins per user. */
    public enum Frequency {
        /** As in the data set: 40 % of users log in once, 1 % more than 28 times. */
        DATASET,
        /** About once per working day, as if sessions end after 24 hours. */
        DAILY
    }

    private static final int MOST_USERS = 1 << 24;
    private static final int MOST_DAYS = 390;

    public RealmPlan {
        require(users >= 1 && users <= MOST_USERS, "users must be from 1 to " + MOST_USERS);
        require(days >= 1 && days <= MOST_DAYS, "days must be from 1 to " + MOST_DAYS);
        require(devices >= 1 && devices <= 3, "devices must be from 1 to 3");
        for (double share :
                new double[] {homeShare, minorityShare, failedShare, noiseShare, lostTokens, attacks, targetedCopies}) {
            require(share >= 0 && share <= 1, "a share must be from 0 to 1, not " + share);
        }
        require(failedShare < 0.95 && noiseShare < 0.95, "failed tries and noise must leave room for logins");
        require(homeContext > 0 && mobileContext > 0 && workContext > 0, "every context needs a share above 0");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The base plan of all logs: one country, no noise, every user attacked once by each kind of attacker. */
    public static RealmPlan standard(long seed, int users, int days) {
        return new RealmPlan(
                seed, users, days, 0.97, 0, 0.75, 0.15, 0.08, 1.7, Frequency.DATASET, 0.27, 0, 0.1, 1, 0.18);
    }

    /** The same plan with this share of users outside the main country. */
    public RealmPlan withMinority(double share) {
        return new RealmPlan(
                seed,
                users,
                days,
                homeShare,
                share,
                homeContext,
                mobileContext,
                workContext,
                devices,
                frequency,
                failedShare,
                noiseShare,
                lostTokens,
                attacks,
                targetedCopies);
    }

    /** The same plan with this share of noise. */
    public RealmPlan withNoise(double share) {
        return new RealmPlan(
                seed,
                users,
                days,
                homeShare,
                minorityShare,
                homeContext,
                mobileContext,
                workContext,
                devices,
                frequency,
                failedShare,
                share,
                lostTokens,
                attacks,
                targetedCopies);
    }

    /** The same with this share of users attacked. */
    public RealmPlan withAttacks(double share) {
        return new RealmPlan(
                seed,
                users,
                days,
                homeShare,
                minorityShare,
                homeContext,
                mobileContext,
                workContext,
                devices,
                frequency,
                failedShare,
                noiseShare,
                lostTokens,
                share,
                targetedCopies);
    }
}
