package dev.gatehouse.bench.lab.evaluate;

import dev.gatehouse.bench.lab.log.Attacker;
import java.util.Arrays;

/**
 * The scores that one scorer gave to the logins of one log, as columns of numbers. Excludes logins of users without history: no
 * scorer can score them, and whether to challenge them is the admin's choice.
 */
final class Scored {

    static final int OWN = -1;

    private float[] scores = new float[1024];
    private int[] users = new int[1024];
    private int[] numbers = new int[1024];
    private byte[] kinds = new byte[1024];
    private int count;

    /**
     * Adds a score.
     *
     * @param user number of the user, from 0
     * @param number how many logins the user had before, at least 1
     * @param kind ordinal of the attacker, or {@link #OWN}
     */
    void add(double score, int user, int number, int kind) {
        if (count == scores.length) {
            int more = count + (count >> 1);
            scores = Arrays.copyOf(scores, more);
            users = Arrays.copyOf(users, more);
            numbers = Arrays.copyOf(numbers, more);
            kinds = Arrays.copyOf(kinds, more);
        }
        scores[count] = (float) score;
        users[count] = user;
        numbers[count] = number;
        kinds[count++] = (byte) kind;
    }

    int count() {
        return count;
    }

    double score(int i) {
        return scores[i];
    }

    int user(int i) {
        return users[i];
    }

    int number(int i) {
        return numbers[i];
    }

    boolean isOwn(int i) {
        return kinds[i] == OWN;
    }

    /** The scores of one kind of attacker, ascending. */
    double[] of(Attacker kind) {
        return sorted(kind.ordinal());
    }

    /** The scores of users' own logins, ascending. */
    double[] own() {
        return sorted(OWN);
    }

    boolean isOf(int i, Attacker kind) {
        return kinds[i] == kind.ordinal();
    }

    private double[] sorted(int kind) {
        double[] found = new double[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            if (kinds[i] == kind) {
                found[size++] = scores[i];
            }
        }
        double[] result = Arrays.copyOf(found, size);
        Arrays.sort(result);
        return result;
    }
}
