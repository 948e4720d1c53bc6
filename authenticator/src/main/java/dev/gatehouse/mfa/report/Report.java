package dev.gatehouse.mfa.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The challenges of a realm, including those that logins would have met. Plain values in the order in which they are shown; times are ISO
 * 8601, shares in percent, thresholds in nats.
 *
 * @param since the begin of the period; {@code null} if nothing was counted
 * @param until the end of the period
 * @param total all completed logins that were scored
 * @param clients by app
 * @param causes by challenge reason; a login may have several
 * @param reasons by term of the score; a login has several
 * @param cohorts by part of a roll-out: {@code pilot} and {@code others}; empty if there was no pilot
 * @param organizations by organization of the user; a user may have several
 * @param users the users who are challenged more than once a week, the most frequent first
 * @param scored how many logins the distribution of scores rests on; older ones count less
 * @param thresholds the thresholds for some target challenge rates; empty if there are no scores
 * @param inForce the settings in force at each execution of the MFA step
 */
public record Report(
        @Nullable String since,
        String until,
        Line total,
        List<Line> clients,
        List<Line> causes,
        List<Line> reasons,
        List<Line> cohorts,
        List<Line> organizations,
        List<ChallengedUser> users,
        double scored,
        List<Rate> thresholds,
        List<Place> inForce) {

    /**
     * Numbers of logins.
     *
     * @param name the value that they are counted by; {@code null} for all logins
     * @param logins completed logins
     * @param asked those that were challenged
     * @param wouldHaveBeenAsked those that would have been challenged if the mode were not to observe only
     * @param share the share of both in the logins
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(@Nullable String name, long logins, long asked, long wouldHaveBeenAsked, double share) {}

    /**
     * A user who is challenged, or would be.
     *
     * @param username {@code null} if the admin may not see it
     * @param times how often within the last 30 days
     * @param cohort {@code pilot} or {@code others}; {@code null} if there is no pilot
     * @param mostly what most logins of the user have in common; {@code null} if the admin may not see the user
     * @param remedy what would spare most challenges, see {@link Remedy}; {@code null} if the admin may not see the user
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ChallengedUser(
            String id,
            @Nullable String username,
            int times,
            @Nullable String cohort,
            @Nullable String mostly,
            @Nullable String remedy) {}

    /** The threshold for a target challenge rate. */
    public record Rate(double rate, double threshold) {}

    /**
     * An execution of the MFA step.
     *
     * @param flow the alias of its flow
     * @param mode what is done about a suspicious login
     * @param enforcedFor whom it is done for: {@code nobody}, {@code pilot}, {@code everybody}
     * @param enforceFrom from when it is done for everybody; {@code null} if no time is set
     * @param threshold the threshold in force
     * @param why the source of the threshold: {@code explicit}, {@code target_rate}, {@code lowest}, {@code too_few_logins}; or {@code configuration}, if
     *     that is invalid and every login is challenged
     * @param targetRate the target challenge rate that the admin has set
     * @param share the share of logins above the threshold, among users whose habits are known
     * @param spared how many of the counted logins the target rate had room for and the threshold did not need
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Place(
            String flow,
            String mode,
            String enforcedFor,
            @Nullable String enforceFrom,
            double threshold,
            String why,
            double targetRate,
            double share,
            long spared) {}
}
