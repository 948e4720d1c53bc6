package dev.gatehouse.it.recovery.situations;

/**
 * A situation in which a user needs a new password, and how it is played. Each is written once, and played against a Keycloak with
 * Gatehouse and one without.
 *
 * @param section its heading in the table
 * @param worst its rank among the ten worst results of a stock Keycloak, from 1; 0 if it is none of them
 * @param situation one plain line
 * @param setting the settings of the realm during the case
 * @param play the steps
 */
public record RecoveryCase(String section, int worst, String situation, RecoverySetting setting, Play play) {

    /** Plays a case from beginning to end. */
    @FunctionalInterface
    public interface Play {

        RecoveryOutcome play(RecoveryPlay play) throws Exception;
    }

    public static RecoveryCase of(String section, String situation, RecoverySetting setting, Play play) {
        return new RecoveryCase(section, 0, situation, setting, play);
    }

    /** The same case as one of the ten worst. */
    public RecoveryCase worst(int number) {
        return new RecoveryCase(section, number, situation, setting, play);
    }
}
