package dev.gatehouse.it.recovery.situations;

/**
 * How a case ended on one side.
 *
 * @param mark the rating, computed from what was observed
 * @param seen the observations in order, on one line
 */
public record RecoveryOutcome(Rating mark, String seen) {

    /** The cell of the table. */
    public String cell() {
        return mark.sign() + " " + seen.replace("|", "\\|").replace("<", "&lt;");
    }
}
