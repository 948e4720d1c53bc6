package dev.gatehouse.risk.population;

import java.util.Comparator;

/**
 * What a row of the table counts. Rows have an order, in which every node locks them, so that two never wait for each other.
 *
 * @param kind the kind of value, at most {@value #LONGEST_KIND} characters
 * @param name the value, at most {@value #LONGEST_NAME} characters
 */
record PopulationRow(String kind, String name) implements Comparable<PopulationRow> {

    static final int LONGEST_KIND = 32;
    static final int LONGEST_NAME = 255;

    /** Kinds of what {@link dev.gatehouse.risk.model.PopulationCounts} and {@link dev.gatehouse.risk.model.ScoreHistogram} hold. */
    static final String COUNTRY = "country";
    static final String ASN = "asn";
    static final String SYSTEM = "system";
    static final String BROWSER = "browser";
    static final String PREFIX = "prefix";
    static final String SCORE = "score";
    /** Logins that were suspicious, and that were not, by the target rate of their thresholds; see {@link dev.gatehouse.risk.model.RateFeedback}. */
    static final String OVER = "over";
    static final String UNDER = "under";

    static final String TOTAL = "total";

    static final PopulationRow LOGINS = new PopulationRow(TOTAL, "logins");
    static final PopulationRow USERS = new PopulationRow(TOTAL, "users");

    /** Seconds since the epoch: the latest login, and the first one. */
    static final PopulationRow LATEST = new PopulationRow(TOTAL, "latest");
    static final PopulationRow SINCE = new PopulationRow(TOTAL, "since");

    private static final Comparator<PopulationRow> ORDER = Comparator.comparing(PopulationRow::kind).thenComparing(PopulationRow::name);

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
