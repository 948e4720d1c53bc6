package dev.gatehouse.risk.model;

import java.util.List;

/**
 * What the model thinks of an attempt.
 *
 * @param contributions the terms; their sum is the score
 * @param history how much the model knew of the user
 */
public record Assessment(List<RiskContribution> contributions, History history) {

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
        contributions = List.copyOf(contributions);
    }

    /** The score in nats; above 0 the attempt looks more like an attack than like the user, were both equally likely. */
    public double score() {
        return contributions.stream().mapToDouble(RiskContribution::nats).sum();
    }

    /** Whether the browser was recognised by its token. */
    public boolean deviceKnown() {
        return has(RiskContribution.Kind.DEVICE_KNOWN);
    }

    /** Whether the browser showed a token that had been replaced. */
    public boolean deviceReplayed() {
        return has(RiskContribution.Kind.DEVICE_REPLAYED);
    }

    /** Whether the admin says that what comes from this network is never suspicious. */
    public boolean isFromCompany() {
        return has(RiskContribution.Kind.COMPANY_NETWORK);
    }

    /** Whether the journey or the network is as strange as can be. Then a known device alone clears nothing: it may be stolen. */
    public boolean isExtreme() {
        return contributions.stream().anyMatch(contribution -> TravelTerm.isExtreme(contribution) || ListingTerm.isExtreme(contribution));
    }

    private boolean has(RiskContribution.Kind kind) {
        return contributions.stream().anyMatch(contribution -> contribution.kind() == kind);
    }
}
