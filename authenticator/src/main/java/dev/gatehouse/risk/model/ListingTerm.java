package dev.gatehouse.risk.model;

import java.util.Optional;

/** Scores how lists classify the address. Contributes nothing without lists. */
final class ListingTerm implements RiskTerm {

    private static final double DENIED = 2;
    private static final double NON_RESIDENTIAL = 1;

    @Override
    public Optional<RiskContribution> of(LoginAttempt attempt, Profile profile, Population population) {
        return switch (attempt.network().listing()) {
            case NONE, COMPANY -> Optional.empty();
            case HOSTING, HOSTING_PROVIDER ->
                Optional.of(new RiskContribution(RiskContribution.Kind.LISTED_HOSTING, NON_RESIDENTIAL));
            case VPN -> Optional.of(new RiskContribution(RiskContribution.Kind.LISTED_VPN, NON_RESIDENTIAL));
            case DENIED -> Optional.of(new RiskContribution(RiskContribution.Kind.LISTED_DENIED, DENIED));
        };
    }

    static boolean isExtreme(RiskContribution contribution) {
        return contribution.kind() == RiskContribution.Kind.LISTED_DENIED;
    }
}
