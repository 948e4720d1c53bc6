package dev.gatehouse.bench.lab.company;

/**
 * How large a log is.
 *
 * @param people the number of people, from 1 to 100,000, including those who join later
 * @param days the duration in days, from 1 to 3,650
 */
public record LogSize(int people, int days) {

    /** That of logs whose figures are compared: 500 people, half a year. */
    public static final LogSize USUAL = new LogSize(500, 180);

    static final int MOST_DAYS = 3650;
    private static final int MOST_PEOPLE = 100_000;

    public LogSize {
        require(people, days);
    }

    /** @throws IllegalArgumentException if a number is out of its range */
    static void require(int people, int days) {
        if (people < 1 || people > MOST_PEOPLE) {
            throw new IllegalArgumentException("people must be from 1 to " + MOST_PEOPLE);
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("days must be from 1 to " + MOST_DAYS);
        }
    }
}
