package dev.gatehouse.attacks;

import java.util.List;

/**
 * An attack, and the result that the security model promises.
 *
 * @param id identifies it on the command line and in the documents
 * @param origin where it was found: a section of a review, {@code CVE-…}, or {@code model} if only the security model names it
 * @param rows the rows of the security model that it covers, by their first cell
 * @param expected the expected result
 * @param play runs it and returns what is seen
 * @param pace when it runs
 */
public record Attack(String id, String origin, List<String> rows, String expected, Play play, Pace pace) {

    /** When an attack runs. */
    public enum Pace {
        /** Among the first, because it takes long. */
        LONG,
        /** At any time. */
        USUAL,
        /** Alone, because it measures what all others change. */
        ALONE
    }

    /** Runs an attack. */
    @FunctionalInterface
    public interface Play {

        /** Runs it in a realm of its own, and returns the result in a few words. */
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
