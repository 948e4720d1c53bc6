package dev.gatehouse.bench.lab.evaluate;

import dev.gatehouse.bench.lab.log.Attacker;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** What one scorer costs and catches in one run, with thresholds by the share of attackers that are caught. */
final class Measured {

    private final Run run;
    private final Scored scored;
    private final Challenges challenges;

    Measured(Run run, int scorer) {
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

    /** The mean share of the second to twelfth login that is asked, of users who have as many. */
    double rate(Attacker attacker, double tpr) {
        return rate(attacker, tpr, user -> true);
    }

    double rate(Attacker attacker, double tpr, IntPredicate users) {
        return challenges.rate(threshold(attacker, tpr), Goals.LOGINS, users);
    }

    /** The share of all logins but first ones that is asked. */
    double fpr(Attacker attacker, double tpr) {
        return Threshold.shareAsked(scored.own(), threshold(attacker, tpr));
    }

    /** The same of some users. */
    double fpr(Attacker attacker, double tpr, IntPredicate users) {
        return asked(threshold(attacker, tpr), i -> scored.isOwn(i) && users.test(scored.user(i)));
    }

    /** The share of attackers on some users that is asked at a threshold that was set by the attackers on all. */
    double tpr(Attacker attacker, double tpr, IntPredicate users) {
        return asked(threshold(attacker, tpr), i -> scored.isOf(i, attacker) && users.test(scored.user(i)));
    }

    /** The share of attackers that is asked where this share of users' logins is. */
    double tprAtFpr(Attacker attacker, double fpr) {
        double[] own = scored.own();
        double threshold = own[(int) Math.min(own.length - 1, Math.ceil((1 - fpr) * own.length))];
        return Threshold.shareAsked(scored.of(attacker), Math.nextUp((float) threshold));
    }

    private double asked(double threshold, IntPredicate rows) {
        int[] all = java.util.stream.IntStream.range(0, scored.count()).filter(rows).toArray();
        return (double) Arrays.stream(all).filter(i -> scored.score(i) >= threshold).count() / all.length;
    }

    Run run() {
        return run;
    }
}
