package dev.gatehouse.holes;

import java.util.List;
import java.util.Optional;

/**
 * A hole in Keycloak that was published.
 *
 * @param cve its name
 * @param severity how bad it is
 * @param title what it is, in one sentence
 * @param affected releases that have it, of 26.5 and later; where nobody has said from when on, all of them
 * @param fixedIn releases that were the first of their line without it; empty if none is known
 * @param gatehouse what Gatehouse does about it
 * @param means what it means where Gatehouse runs, in Markdown; empty if it is about nothing that Gatehouse promises
 * @param tests names of the tests that show what Gatehouse does about it
 * @param atStart what to do about it besides an update; empty if the log need not tell that at each start
 * @param source where it was published; empty if nothing but its name was found
 */
public record Hole(
        String cve,
        Severity severity,
        String title,
        List<Range> affected,
        List<String> fixedIn,
        Effect gatehouse,
        Optional<String> means,
        List<String> tests,
        Optional<String> atStart,
        Optional<String> source) {

    /** Whether a release has it. */
    public boolean isIn(Release release) {
        return affected.stream().anyMatch(range -> range.has(release));
    }

    /** What it is, without the marks of Markdown. */
    String plainTitle() {
        return title.replaceAll("[`*]", "");
    }
}
