package dev.gatehouse.keycloak.config;

import java.math.BigDecimal;

/**
 * The range of numbers that a setting allows.
 *
 * @param least the minimum
 * @param most the maximum
 */
record NumberRange(double least, double most) {

    boolean contains(double number) {
        return number >= least && number <= most;
    }

    /** The text in problems and in the guide, e.g. {@code from 0.1 to 50}. */
    @Override
    public String toString() {
        return "from " + leastText() + " to " + mostText();
    }

    String leastText() {
        return plain(least);
    }

    String mostText() {
        return plain(most);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
