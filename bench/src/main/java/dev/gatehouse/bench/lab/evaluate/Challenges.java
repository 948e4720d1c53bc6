package dev.gatehouse.bench.lab.evaluate;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How often users are challenged within their first logins. The first login of a user is always challenged, because there is no
 * history yet.
 */
final class Challenges {

    private final Run run;
    private final Scored scored;

    Challenges(Run run, int scorer) {
        this.run = run;
        this.scored = run.scored(scorer);
    }

    /**
     * The number of challenges per user, including the first login.
     *
     * @param threshold logins with at least this score are challenged
     * @param first the number of first logins of each user to count
     * @param users selects users by their number
     */
    double[] perUser(double threshold, int first, IntPredicate users) {
        int[] challenges = new int[run.users()];
        for (int i = 0; i < scored.count(); i++) {
            if (scored.isOwn(i) && scored.number(i) < first && scored.score(i) >= threshold) {
                challenges[scored.user(i)]++;
            }
        }
        double[] counts = new double[run.users()];
        int size = 0;
        for (int user = 0; user < challenges.length; user++) {
            if (run.logins(user) >= first && users.test(user)) {
                counts[size++] = challenges[user] + 1.0;
            }
        }
        return Arrays.copyOf(counts, size);
    }

    /** The median of {@link #perUser}; NaN without users. */
    double median(double threshold, int first, IntPredicate users) {
        double[] counts = perUser(threshold, first, users);
        return counts.length == 0 ? Double.NaN : StatUtils.percentile(counts, 50);
    }

    /** The mean of {@link #perUser}; NaN without users. */
    double mean(double threshold, int first, IntPredicate users) {
        return StatUtils.mean(perUser(threshold, first, users));
    }

    /** The mean share of challenged logins from the second to the given one, over users who have that many; NaN without users. */
    double rate(double threshold, int first, IntPredicate users) {
        return (mean(threshold, first, users) - 1) / (first - 1);
    }
}
