package dev.gatehouse.attacks;

import java.util.List;

/**
 * What somebody tries, and what must come of it.
 *
 * @param id names it on the command line and in the documents
 * @param origin where it was found: a section of the list of holes, {@code CVE-…}, or {@code model} where the security model alone names it
 * @param rows the rows of the security model that it plays, by their first cell
 * @param expected what must be seen
 * @param play tries it and tells what is seen
 * @param pace when it is played
 */
public record Attack(String id, String origin, List<String> rows, String expected, Play play, Pace pace) {

    /** When an attack is played. */
    public enum Pace {
        /** Among the first, because it takes long. */
        LONG,
        /** At any time. */
        USUAL,
        /** While nothing else is, because it measures what all together change. */
        ALONE
    }

    /** Tries something. */
    @FunctionalInterface
    public interface Play {

        /** Tries it in a realm of its own, and tells in few words what came of it. */
        String seen(Site site) throws Exception;
    }

    static Attack of(String id, String origin, String expected, Play play, String... rows) {
        return new Attack(id, origin, List.of(rows), expected, play, Pace.USUAL);
    }

    /** The same at another pace. */
    Attack at(Pace other) {
        return new Attack(id, origin, rows, expected, play, other);
    }
}
