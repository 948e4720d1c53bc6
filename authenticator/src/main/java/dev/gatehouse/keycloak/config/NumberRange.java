package dev.gatehouse.keycloak.config;

import java.math.BigDecimal;

/**
 * The numbers that a setting allows.
 *
 * @param least the smallest
 * @param most the largest
 */
record NumberRange(double least, double most) {

    boolean contains(double number) {
        return number >= least && number <= most;
    }

    /** As problems and the guide state it, such as {@code from 0.1 to 50}. */
    @Override
    public String toString() {
        return "from " + plain(least) + " to " + plain(most);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
