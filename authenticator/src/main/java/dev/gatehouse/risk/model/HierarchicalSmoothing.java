package dev.gatehouse.risk.model;

/** Estimates the share of a user's logins with a value from few observations, smoothed towards an expected share. */
final class HierarchicalSmoothing {

    private HierarchicalSmoothing() {}

    /**
     * The smoothed share of a user's logins with a value.
     *
     * @param count the user's logins with the value
     * @param logins all logins of the user
     * @param strength pseudo-count: the number of logins after which observations outweigh the expected share, above 0
     * @param expected the expected share, above 0 and at most 1
     * @return above 0 and at most 1
     */
    static double share(double count, double logins, double strength, double expected) {
        return (count + strength * expected) / (Math.max(count, logins) + strength);
    }
}
