package dev.gatehouse.admin.page;

import dev.gatehouse.risk.model.DayScores;

/**
 * What target challenge rates would have meant in a period.
 *
 * @param scores the scores of the period that count for a rate
 * @param lowestThreshold the lowest threshold that a rate may lead to, in nats
 * @param byRule the challenges for other reasons than the score, which no rate changes
 * @param busyDays on how many days there was a login, at least 1
 */
record TargetRates(DayScores scores, double lowestThreshold, long byRule, long busyDays) {

    private static final double PERCENT = 100;

    /**
     * What a rate would have meant.
     *
     * @param rate in percent
     */
    Effect effect(double rate) {
        double threshold = Math.max(lowestThreshold, scores.threshold(rate / PERCENT));
        double byScore = scores.above(threshold);
        double total = scores.total();
        return new Effect(
                rate,
                threshold,
                byScore / busyDays,
                (double) byRule / busyDays,
                total == 0 ? 0 : PERCENT * byScore / total);
    }

    /**
     * What a target challenge rate means.
     *
     * @param rate in percent
     * @param threshold the threshold that it leads to, in nats
     * @param perDay challenges a day because of the score
     * @param byRulePerDay challenges a day for other reasons, which no rate changes
     * @param share the share of the logins that count for the rate, in percent: less than the rate where the lowest threshold holds
     */
    record Effect(double rate, double threshold, double perDay, double byRulePerDay, double share) {}
}
