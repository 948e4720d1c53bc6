package dev.gatehouse.it.recovery.situations;

/**
 * How a case ended on one side.
 *
 * @param mark the verdict, computed from what was observed
 * @param seen what was observed, in the order in which it was, on one line
 */
public record RecoveryOutcome(Rating mark, String seen) {

    /** As it stands in a cell of the table. */
    public String cell() {
        return mark.sign() + " " + seen.replace("|", "\\|").replace("<", "&lt;");
    }
}
