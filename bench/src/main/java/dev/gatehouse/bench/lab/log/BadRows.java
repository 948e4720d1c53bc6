package dev.gatehouse.bench.lab.log;

import java.util.ArrayList;
import java.util.List;

/** Lines of a log that could not be read: all are counted, the first are told one by one. */
public final class BadRows {

    private final int told;
    private final List<String> first = new ArrayList<>();
    private long total;

    /**
     * None yet.
     *
     * @param told how many are told one by one, at least 0
     */
    public BadRows(int told) {
        this.told = told;
    }

    /** Counts one. */
    void add(long line, String why) {
        total++;
        if (first.size() < told) {
            first.add("line " + line + ": " + why);
        }
    }

    /** How many there are. */
    public long total() {
        return total;
    }

    /** The first ones, with their line numbers and what is wrong. */
    public List<String> first() {
        return List.copyOf(first);
    }

    /** All of it for people; empty if there are none. */
    public List<String> report() {
        if (total == 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(total + (total == 1 ? " line could not be read:" : " lines could not be read:"));
        first.forEach(line -> lines.add("  " + line));
        if (total > first.size()) {
            lines.add("  and " + (total - first.size()) + " more");
        }
        return lines;
    }
}
