package dev.gatehouse.risk.model;

/** Estimates how often a user has a value from few sightings, leaning on what is expected of it. */
final class HierarchicalSmoothing {

    private HierarchicalSmoothing() {}

    /**
     * The user's own share of a value.
     *
     * @param count the user's logins with it
     * @param logins the user's logins
     * @param strength how many logins outweigh what is expected, above 0
     * @param expected the share that is expected, above 0 and at most 1
     * @return above 0 and at most 1
     */
    static double share(double count, double logins, double strength, double expected) {
        return (count + strength * expected) / (Math.max(count, logins) + strength);
    }
}
