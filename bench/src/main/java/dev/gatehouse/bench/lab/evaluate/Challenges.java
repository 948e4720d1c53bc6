package dev.gatehouse.bench.lab.evaluate;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How often users are asked within their first logins. The first login of a user is one that is always asked, for nothing is known then.
 */
final class Challenges {

    private final Run run;
    private final Scored scored;

    Challenges(Run run, int scorer) {
        this.run = run;
        this.scored = run.scored(scorer);
    }

    /**
     * How often each user is asked, the first login included.
     *
     * @param threshold who scores at least this much is asked
     * @param first how many logins of each user count
     * @param users which users count, by their numbers
     */
    double[] perUser(double threshold, int first, IntPredicate users) {
        int[] asked = new int[run.users()];
        for (int i = 0; i < scored.count(); i++) {
            if (scored.isOwn(i) && scored.number(i) < first && scored.score(i) >= threshold) {
                asked[scored.user(i)]++;
            }
        }
        double[] counts = new double[run.users()];
        int size = 0;
        for (int user = 0; user < asked.length; user++) {
            if (run.logins(user) >= first && users.test(user)) {
                counts[size++] = asked[user] + 1.0;
            }
        }
        return Arrays.copyOf(counts, size);
    }

    /** The median of {@link #perUser}; NaN of no user. */
    double median(double threshold, int first, IntPredicate users) {
        double[] counts = perUser(threshold, first, users);
        return counts.length == 0 ? Double.NaN : StatUtils.percentile(counts, 50);
    }

    /** The mean of {@link #perUser}; NaN of no user. */
    double mean(double threshold, int first, IntPredicate users) {
        return StatUtils.mean(perUser(threshold, first, users));
    }

    /** The mean share of the logins from the second to this one that are asked, of users who have that many; NaN of no user. */
    double rate(double threshold, int first, IntPredicate users) {
        return (mean(threshold, first, users) - 1) / (first - 1);
    }
}
