package dev.gatehouse.holes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Releases one after the other.
 *
 * @param from the first
 * @param before the first that is none of them
 */
public record Range(Release from, Release before) {

    private static final Pattern FORM = Pattern.compile(">=(\\S+) <(\\S+)");

    /**
     * Reads {@code >=26.7.0 <26.7.2}.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Range parse(String text) {
        Matcher bounds = FORM.matcher(text);
        if (!bounds.matches()) {
            throw new IllegalArgumentException("No range of releases: " + text);
        }
        return new Range(Release.parse(bounds.group(1)).orElseThrow(), Release.parse(bounds.group(2)).orElseThrow());
    }

    /** Whether a release is one of them. */
    public boolean has(Release release) {
        return from.compareTo(release) <= 0 && release.compareTo(before) < 0;
    }
}
