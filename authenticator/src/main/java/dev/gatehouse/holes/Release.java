package dev.gatehouse.holes;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of Keycloak.
 *
 * @param major the first number
 * @param minor the second
 * @param patch the third
 */
public record Release(int major, int minor, int patch) implements Comparable<Release> {

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})(?:[.-]\\D.*)?");
    private static final Comparator<Release> ORDER =
            Comparator.comparingInt(Release::major).thenComparingInt(Release::minor).thenComparingInt(Release::patch);

    /** Reads a version as Keycloak tells it; empty for one that is not told as releases are. */
    public static Optional<Release> parse(String version) {
        Matcher numbers = NUMBERS.matcher(version);
        return numbers.matches() ? Optional.of(new Release(number(numbers, 1), number(numbers, 2), number(numbers, 3))) : Optional.empty();
    }

    private static int number(Matcher numbers, int group) {
        return Integer.parseInt(numbers.group(group));
    }

    @Override
    public int compareTo(Release other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
