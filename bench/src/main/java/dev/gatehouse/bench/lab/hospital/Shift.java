package dev.gatehouse.bench.lab.hospital;

/** What a day is for a person. */
enum Shift {
    EARLY('E', 6.2, 16, 22),
    LATE('L', 13.4, 8, 12.5),
    /** Ends in the morning of the next day. */
    NIGHT('N', 21.2, 15, 20.5),
    DAY('D', 7.8, 17.5, 23),
    /** A free day. */
    FREE('-', 0, 8, 23),
    /** A holiday, sick, or for weeks not at work. */
    AWAY(' ', 0, 8, 23);

    /** How long work takes. */
    static final double HOURS = 8.3;

    private final char code;
    private final double start;
    private final double freeFrom;
    private final double freeTo;

    Shift(char code, double start, double freeFrom, double freeTo) {
        this.code = code;
        this.start = start;
        this.freeFrom = freeFrom;
        this.freeTo = freeTo;
    }

    static Shift of(char code) {
        for (Shift shift : values()) {
            if (shift.code == code) {
                return shift;
            }
        }
        throw new IllegalArgumentException("no shift " + code);
    }

    boolean isWork() {
        return this != FREE && this != AWAY;
    }

    /** The hour at which work begins. */
    double start() {
        return start;
    }

    /** The hour from which the person is awake and free. */
    double freeFrom() {
        return freeFrom;
    }

    /** The hour until which the person is awake and free. */
    double freeTo() {
        return freeTo;
    }
}
