package dev.gatehouse.bench.lab.log;

import java.util.ArrayList;
import java.util.List;

/** Lines of a log that could not be read: all are counted, the first ones are listed. */
public final class BadRows {

    private final int listed;
    private final List<String> first = new ArrayList<>();
    private long total;

    /**
     * Creates an empty list.
     *
     * @param listed the maximum number of lines to list, at least 0
     */
    public BadRows(int listed) {
        this.listed = listed;
    }

    /** Adds a line. */
    void add(long line, String why) {
        total++;
        if (first.size() < listed) {
            first.add("line " + line + ": " + why);
        }
    }

    /** The total number of lines. */
    public long total() {
        return total;
    }

    /** The first lines, with their line numbers and problems. */
    public List<String> first() {
        return List.copyOf(first);
    }

    /** A readable report; empty if all lines could be read. */
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
