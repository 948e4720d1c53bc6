package dev.gatehouse.risk.population;

import java.util.Comparator;

/**
 * The key of a table row. All nodes lock rows in the order of this type, so that they do not deadlock.
 *
 * @param kind the kind of value, at most {@value #LONGEST_KIND} characters
 * @param name the value, at most {@value #LONGEST_NAME} characters
 */
record PopulationRow(String kind, String name) implements Comparable<PopulationRow> {

    static final int LONGEST_KIND = 32;
    static final int LONGEST_NAME = 255;

    /** The kinds of values in {@link dev.gatehouse.risk.model.PopulationCounts} and {@link dev.gatehouse.risk.model.ScoreHistogram}. */
    static final String COUNTRY = "country";

    static final String ASN = "asn";
    static final String SYSTEM = "system";
    static final String BROWSER = "browser";
    static final String PREFIX = "prefix";
    static final String SCORE = "score";
    /** Suspicious and other logins by the target rate of their thresholds; see {@link dev.gatehouse.risk.model.RateFeedback}. */
    static final String OVER = "over";

    static final String UNDER = "under";

    static final String TOTAL = "total";

    static final PopulationRow LOGINS = new PopulationRow(TOTAL, "logins");
    static final PopulationRow USERS = new PopulationRow(TOTAL, "users");

    /** The times of the latest and of the first login, in seconds since the epoch. */
    static final PopulationRow LATEST = new PopulationRow(TOTAL, "latest");

    static final PopulationRow SINCE = new PopulationRow(TOTAL, "since");

    private static final Comparator<PopulationRow> ORDER =
            Comparator.comparing(PopulationRow::kind).thenComparing(PopulationRow::name);

    PopulationRow {
        if (kind.length() > LONGEST_KIND || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a row's names are bounded");
        }
    }

    @Override
    public int compareTo(PopulationRow other) {
        return ORDER.compare(this, other);
    }
}
