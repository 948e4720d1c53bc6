package dev.gatehouse.bench.lab.evaluate;

import dev.gatehouse.bench.lab.log.Attacker;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** The challenge and detection rates of one scorer in one run, with thresholds set by the share of attackers to catch. */
final class Measurement {

    private final Run run;
    private final Scored scored;
    private final Challenges challenges;

    Measurement(Run run, int scorer) {
        this.run = run;
        this.scored = run.scored(scorer);
        this.challenges = new Challenges(run, scorer);
    }

    double threshold(Attacker attacker, double tpr) {
        return Threshold.at(scored.of(attacker), tpr);
    }

    Challenges challenges() {
        return challenges;
    }

    /** The mean share of challenged logins from the second to the twelfth, over users who have that many. */
    double rate(Attacker attacker, double tpr) {
        return rate(attacker, tpr, user -> true);
    }

    double rate(Attacker attacker, double tpr, IntPredicate users) {
        return challenges.rate(threshold(attacker, tpr), Goals.LOGINS, users);
    }

    /** The share of challenged logins among all logins except first ones. */
    double fpr(Attacker attacker, double tpr) {
        return Threshold.shareChallenged(scored.own(), threshold(attacker, tpr));
    }

    /** The same for some users. */
    double fpr(Attacker attacker, double tpr, IntPredicate users) {
        return shareChallenged(threshold(attacker, tpr), i -> scored.isOwn(i) && users.test(scored.user(i)));
    }

    /** The share of challenged attackers of some users, at a threshold set by the attackers of all users. */
    double tpr(Attacker attacker, double tpr, IntPredicate users) {
        return shareChallenged(threshold(attacker, tpr), i -> scored.isOf(i, attacker) && users.test(scored.user(i)));
    }

    /** The share of challenged attackers at the threshold that challenges this share of the users' logins. */
    double tprAtFpr(Attacker attacker, double fpr) {
        double[] own = scored.own();
        double threshold = own[(int) Math.min(own.length - 1, Math.ceil((1 - fpr) * own.length))];
        return Threshold.shareChallenged(scored.of(attacker), Math.nextUp((float) threshold));
    }

    private double shareChallenged(double threshold, IntPredicate rows) {
        int[] all =
                java.util.stream.IntStream.range(0, scored.count()).filter(rows).toArray();
        return (double) Arrays.stream(all)
                        .filter(i -> scored.score(i) >= threshold)
                        .count()
                / all.length;
    }

    Run run() {
        return run;
    }
}
