package dev.gatehouse.risk.model;

import java.util.List;

/**
 * The result of scoring a login attempt.
 *
 * @param contributions the terms; their sum is the score
 * @param history how much login history the model had for the user
 */
public record Assessment(List<RiskContribution> contributions, History history) {

    /** How much login history the model has for a user. */
    public enum History {
        /** No completed login is on record. */
        NONE,
        /** Too few logins, or too short a time, to know what is usual. */
        LEARNING,
        /** Enough logins over enough time, or with a second factor, to know what is usual. */
        ESTABLISHED
    }

    public Assessment {
        contributions = List.copyOf(contributions);
    }

    /** The score in nats. Above 0, the attempt looks more like an attack than like the user, given equal prior probabilities. */
    public double score() {
        return contributions.stream().mapToDouble(RiskContribution::nats).sum();
    }

    /** Whether the browser was recognised by its token. */
    public boolean deviceKnown() {
        return has(RiskContribution.Kind.DEVICE_KNOWN);
    }

    /** Whether the browser presented a token that had already been replaced. */
    public boolean deviceReplayed() {
        return has(RiskContribution.Kind.DEVICE_REPLAYED);
    }

    /** Whether the request comes from a network that the admin configured as the company's own. */
    public boolean isFromCompany() {
        return has(RiskContribution.Kind.COMPANY_NETWORK);
    }

    /** Whether the travel speed or the network is extremely suspicious. A known device alone then exempts nothing: it may be stolen. */
    public boolean isExtreme() {
        return contributions.stream()
                .anyMatch(contribution -> TravelTerm.isExtreme(contribution) || ListingTerm.isExtreme(contribution));
    }

    private boolean has(RiskContribution.Kind kind) {
        return contributions.stream().anyMatch(contribution -> contribution.kind() == kind);
    }
}
