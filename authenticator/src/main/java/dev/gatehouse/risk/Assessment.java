package dev.gatehouse.risk;

import java.util.List;

/**
 * What the model thinks of an attempt.
 *
 * @param reasons the terms; their sum is the score
 * @param history how much the model knew of the user
 */
public record Assessment(List<Reason> reasons, History history) {

    /** How far the model has got to know a user. */
    public enum History {
        /** No completed login is on record. */
        NONE,
        /** Too few logins, or too short a time, to tell what is usual. */
        LEARNING,
        /** Enough to tell what is usual. */
        ESTABLISHED
    }

    public Assessment {
        reasons = List.copyOf(reasons);
    }

    /** The score in nats; above 0 the attempt looks more like an attack than like the user, were both equally likely. */
    public double score() {
        return reasons.stream().mapToDouble(Reason::nats).sum();
    }

    /** Whether the browser was recognised by its token. */
    public boolean deviceKnown() {
        return reasons.stream().anyMatch(reason -> reason.kind() == Reason.Kind.DEVICE_KNOWN);
    }
}
