package dev.gatehouse.it.recovery.situations;

/**
 * A situation in which somebody needs a new password, and how it is played. Each is written once and played against a Keycloak with
 * Gatehouse and one without.
 *
 * @param section the heading it stands under
 * @param worst its number among the ten worst results of a stock Keycloak, from 1; 0 if it is none of them
 * @param situation one plain line
 * @param setting how the realm is set meanwhile
 * @param play what is done
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

    /** The same as one of the ten worst. */
    public RecoveryCase worst(int number) {
        return new RecoveryCase(section, number, situation, setting, play);
    }
}
