package dev.gatehouse.admin.page.plot;

/** What a plot shows: values and the names that belong to them. Names may come from anywhere, they are cleaned and escaped when drawn. */
public sealed interface Plot permits StackedColumns, Bars, Distribution {

    /** The largest single value: a plot counts logins, emails or codes, and axes are exact up to here. */
    long MAXIMUM = 1_000_000_000_000_000L;

    /** Whether there is nothing to draw: no values, or only zeros. */
    boolean isEmpty();

    /** Calls the method for the type of this plot. */
    <R> R read(Cases<R> cases);

    /**
     * One method for each type of plot, so that a new type does not compile until every reader handles it.
     *
     * @param <R> what reading a plot gives
     */
    interface Cases<R> {

        /** Reads stacked columns. */
        R columns(StackedColumns columns);

        /** Reads bars. */
        R bars(Bars bars);

        /** Reads a distribution. */
        R distribution(Distribution distribution);
    }

    /**
     * The value, if it can be drawn.
     *
     * @throws IllegalArgumentException for negative values and those above {@link #MAXIMUM}
     */
    static long checked(long value) {
        if (value < 0 || value > MAXIMUM) {
            throw new IllegalArgumentException("value out of range: " + value);
        }
        return value;
    }
}
