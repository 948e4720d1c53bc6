package dev.gatehouse.bench.lab.company;

/**
 * How the people of a company work. All shares are of its people and from 0 to 1, unless described otherwise.
 *
 * @param offices the number of offices, from 1 to 3
 * @param app share with the company's native app
 * @param appLogins share of the logins of these people that are by the app
 * @param sharedWorkstations share who use a shared workstation when in the office
 * @param privateWindows share who always use private windows; together with {@code clearedAtExit} at most 1
 * @param clearedAtExit share whose browser deletes cookies at exit
 * @param atOffice weight of those who are mostly in the office
 * @param hybrid weight of those who are there half of the time
 * @param remote weight of those who are nearly always at home
 * @param field weight of those who are mostly on the road
 * @param travellers share who travel abroad, a few times a year
 * @param shifts share who work in shifts, also at night and on weekends
 * @param newcomers share who join during the log
 */
public record Habits(
        int offices,
        double app,
        double appLogins,
        double sharedWorkstations,
        double privateWindows,
        double clearedAtExit,
        double atOffice,
        double hybrid,
        double remote,
        double field,
        double travellers,
        double shifts,
        double newcomers) {

    private static final int MOST_OFFICES = 3;

    public Habits {
        if (offices < 1 || offices > MOST_OFFICES) {
            throw new IllegalArgumentException("offices must be from 1 to " + MOST_OFFICES);
        }
        for (double share : new double[] {
            app,
            appLogins,
            sharedWorkstations,
            privateWindows,
            clearedAtExit,
            privateWindows + clearedAtExit,
            atOffice,
            hybrid,
            remote,
            field,
            travellers,
            shifts,
            newcomers
        }) {
            CompanyPlan.requireShare(share);
        }
        if (atOffice + hybrid + remote + field == 0) {
            throw new IllegalArgumentException("a kind of workplace must have a weight above 0");
        }
    }
}
