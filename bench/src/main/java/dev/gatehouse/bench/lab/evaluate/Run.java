package dev.gatehouse.bench.lab.evaluate;

import dev.gatehouse.bench.lab.log.Attacker;
import dev.gatehouse.bench.lab.log.LoginRow;
import dev.gatehouse.bench.lab.score.Scorer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One pass of several scorers over one log, in memory. */
final class Run {

    private final List<Lane<?>> lanes = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private int[] logins = new int[1024];

    /** One scorer, its user histories and its scores. */
    private static final class Lane<H> {
        private final Scorer<H> scorer;
        private final List<H> histories = new ArrayList<>();
        private final Scored scored = new Scored();

        Lane(Scorer<H> scorer) {
            this.scorer = scorer;
        }

        void take(LoginRow row, int user, int number) {
            if (user == histories.size()) {
                histories.add(scorer.emptyHistory());
            }
            if (!row.successful()) {
                scorer.failed(row);
                return;
            }
            H history = histories.get(user);
            if (number > 0) {
                int kind = row.isAttack()
                        ? row.attacker().map(Attacker::ordinal).orElse(Attacker.NAIVE.ordinal())
                        : Scored.OWN;
                scored.add(scorer.score(row, history).value(), user, number, kind);
            }
            if (row.isOwn()) {
                histories.set(user, scorer.learn(row, history));
            }
        }
    }

    private Run(List<? extends Scorer<?>> scorers) {
        scorers.forEach(scorer -> lanes.add(new Lane<>(scorer)));
    }

    /** Lets all scorers score and learn from the rows, which must be in chronological order. A takeover of unknown kind counts as naive. */
    static Run through(Stream<LoginRow> rows, List<? extends Scorer<?>> scorers) {
        Run run = new Run(scorers);
        rows.forEachOrdered(run::take);
        return run;
    }

    private void take(LoginRow row) {
        int user = numbers.computeIfAbsent(row.user(), name -> {
            names.add(name);
            return names.size() - 1;
        });
        if (user >= logins.length) {
            logins = java.util.Arrays.copyOf(logins, user * 2);
        }
        for (Lane<?> lane : lanes) {
            lane.take(row, user, logins[user]);
        }
        if (row.isOwn()) {
            logins[user]++;
        }
    }

    /** The scores of a scorer, by its index in the list. */
    Scored scored(int scorer) {
        return lanes.get(scorer).scored;
    }

    String name(int scorer) {
        return lanes.get(scorer).scorer.name();
    }

    int scorers() {
        return lanes.size();
    }

    int users() {
        return names.size();
    }

    /** The total number of a user's own logins. */
    int logins(int user) {
        return logins[user];
    }

    /** The user's name in the log. */
    String user(int user) {
        return names.get(user);
    }
}
