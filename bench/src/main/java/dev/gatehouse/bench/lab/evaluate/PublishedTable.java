package dev.gatehouse.bench.lab.evaluate;

import dev.gatehouse.bench.lab.log.Attacker;
import java.util.ArrayList;
import java.util.List;

/**
 * Median challenges of users with 5, 12, 25 and 39 logins with Freeman's model, as published by Wiefling et al. (TOPS 2022) for the
 * RBA data set, read off their figure. Points that another line hides are omitted.
 */
final class PublishedTable {

    /** The numbers of logins. */
    static final List<Integer> LOGINS = List.of(5, 12, 25, 39);

    private static final int HIDDEN = 0;

    /** One readable point of the figure. */
    record Cell(Attacker attacker, double tpr, int logins, int challenges) {}

    private PublishedTable() {}

    /** The 36 points at TPR .97 to .995. */
    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        add(cells, Attacker.NAIVE, 0.995, 2, 3, 2, 2);
        add(cells, Attacker.NAIVE, 0.99, 1, 2, HIDDEN, 1);
        add(cells, Attacker.NAIVE, 0.98, HIDDEN, 1, 1, 1);
        add(cells, Attacker.VPN, 0.995, 3, 4, 4, 3);
        add(cells, Attacker.VPN, 0.99, 2, 3, 3, 2);
        add(cells, Attacker.VPN, 0.98, HIDDEN, 2, 2, 2);
        add(cells, Attacker.VPN, 0.97, 1, HIDDEN, HIDDEN, 1);
        add(cells, Attacker.TARGETED, 0.995, 3, 5, 5, 4);
        add(cells, Attacker.TARGETED, 0.99, 2, 4, 3, 3);
        add(cells, Attacker.TARGETED, 0.98, HIDDEN, 2, 2, 2);
        add(cells, Attacker.TARGETED, 0.97, 1, HIDDEN, HIDDEN, 1);
        return List.copyOf(cells);
    }

    private static void add(List<Cell> cells, Attacker attacker, double tpr, int... challenges) {
        for (int i = 0; i < challenges.length; i++) {
            if (challenges[i] != HIDDEN) {
                cells.add(new Cell(attacker, tpr, LOGINS.get(i), challenges[i]));
            }
        }
    }
}
