package dev.gatehouse.mfa.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What was asked in a realm, or would have been. Of plain values, in the order in which they are shown; times are ISO 8601, shares in
 * percent, thresholds in nats.
 *
 * @param since when the numbers begin; {@code null} if nothing was counted
 * @param until when they end
 * @param total all completed logins that were judged
 * @param clients by app
 * @param causes by what was the cause of asking; a login may have several
 * @param reasons by the terms of the score; a login has several
 * @param users people who are asked more than once a week, the most often asked first
 * @param scored how many logins tell how scores are spread; older ones count less
 * @param thresholds what the threshold would be for some target rates; empty if no login tells
 * @param inForce what holds at each place where the second step stands
 */
record Report(
        String since, String until, Line total, List<Line> clients, List<Line> causes, List<Line> reasons, List<ChallengedUser> users,
        double scored, List<Rate> thresholds, List<Place> inForce) {

    /**
     * Numbers of logins.
     *
     * @param name of what they are counted by; {@code null} for all
     * @param logins completed logins
     * @param asked of these, those that were asked
     * @param wouldHaveBeenAsked of these, those that would have been asked if logins were not only observed
     * @param share the part of both in the logins
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(String name, long logins, long asked, long wouldHaveBeenAsked, double share) {}

    /**
     * Somebody who is asked often.
     *
     * @param username {@code null} if the admin may not see it
     * @param times how often within the last 30 days
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChallengedUser(String id, String username, int times) {}

    /** The threshold that a target rate leads to. */
    record Rate(double rate, double threshold) {}

    /**
     * An execution of the second step.
     *
     * @param flow the flow that it is part of
     * @param mode what is done about a suspicious login
     * @param threshold the threshold in force
     * @param why where it comes from: {@code explicit}, {@code target_rate}, {@code too_few_logins}; or {@code configuration}, if that is wrong
     *     and everybody is asked
     * @param targetRate what the admin has set
     * @param share the part of the logins of people whose habits are known that are above the threshold
     */
    record Place(String flow, String mode, double threshold, String why, double targetRate, double share) {}
}
