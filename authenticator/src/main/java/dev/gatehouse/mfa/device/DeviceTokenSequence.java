package dev.gatehouse.mfa.device;

import dev.gatehouse.risk.profile.DeviceTokenRotations.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The tokens of one device, of which each login replaces one by the next: which of them are accepted, and which comes next. A token that
 * was replaced before is a copy, with two exceptions: two tabs of a browser may send the same one at once, and the answer with the new one
 * may be lost on its way to an app, or arrive late.
 *
 * @param latest the latest replacement; empty if there was none, or if that is unknown
 * @param prefix the network prefix of the request
 * @param now the time of the request
 */
public record DeviceTokenSequence(Optional<Rotation> latest, String prefix, Instant now) {

    /** How long the former token of a browser is still accepted, from the same network. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    /**
     * Whether a token is one of the latest, or the one that they have replaced and that may still be sent. An app may send that one until
     * the server has seen one of the latest, from wherever it is by then: if the answers were lost, it has no other.
     */
    boolean isAccepted(DeviceToken token) {
        return isAccepted(token.getNumber(), token.isOfApp());
    }

    /**
     * The same.
     *
     * @param number the number of the token
     * @param isOfApp whether an app keeps it
     */
    public boolean isAccepted(long number, boolean isOfApp) {
        return latest.map(rotation -> rotation.hasIssued(number)
                        // What was issued could not be noted.
                        || number > rotation.number()
                        || (number == rotation.former() && (isOfApp || isRecent(rotation))))
                .orElse(true);
    }

    /**
     * The replacement of an accepted token. One that was replaced already gets the same new token once more, soon after and in the same
     * network. Otherwise it gets a newer one, and until one of both is sent, both count. Then the others are copies, or have never arrived:
     * whoever sends one is challenged.
     */
    Rotation next(DeviceToken token) {
        return next(token.getNumber());
    }

    /** The same for the number of the token. */
    public Rotation next(long shown) {
        return latest.map(rotation ->
                        shown == rotation.former() ? again(rotation) : after(Math.max(shown, rotation.number()), shown))
                .orElseGet(() -> after(shown, shown));
    }

    private Rotation again(Rotation rotation) {
        if (isRecent(rotation)) {
            return rotation;
        }
        boolean isFull = rotation.number() - rotation.former() >= Rotation.MOST_BACK;
        return new Rotation(
                isFull ? rotation.number() : rotation.number() + 1, now, prefix, rotation.former(), rotation.first());
    }

    private Rotation after(long latestNumber, long shown) {
        return new Rotation(latestNumber + 1, now, prefix, shown, latestNumber + 1);
    }

    private boolean isRecent(Rotation rotation) {
        return now.isBefore(rotation.at().plus(GRACE)) && rotation.isTo(prefix);
    }
}
