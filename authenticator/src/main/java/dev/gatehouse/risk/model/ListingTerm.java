package dev.gatehouse.risk.model;

import java.util.Optional;

/** What lists say of the address. Without lists it says nothing. */
final class ListingTerm implements RiskTerm {

    private static final double DENIED = 2;
    private static final double NOT_A_HOME = 1;

    @Override
    public Optional<RiskContribution> of(LoginAttempt attempt, Profile profile, Population population) {
        return switch (attempt.network().listing()) {
            case NONE, COMPANY -> Optional.empty();
            case HOSTING -> Optional.of(new RiskContribution(RiskContribution.Kind.LISTED_HOSTING, NOT_A_HOME));
            case VPN -> Optional.of(new RiskContribution(RiskContribution.Kind.LISTED_VPN, NOT_A_HOME));
            case DENIED -> Optional.of(new RiskContribution(RiskContribution.Kind.LISTED_DENIED, DENIED));
        };
    }

    static boolean isExtreme(RiskContribution contribution) {
        return contribution.kind() == RiskContribution.Kind.LISTED_DENIED;
    }
}
