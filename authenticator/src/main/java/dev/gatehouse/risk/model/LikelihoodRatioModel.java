package dev.gatehouse.risk.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A likelihood-ratio model: how much more likely are the values of this attempt for an attacker than for the user?
 *
 * <p>After Freeman et al. (NDSS 2016), with hierarchical smoothing in place of fixed weights: the estimate of a specific value
 * falls back on the estimate of the broader value that contains it (network prefix on provider, browser on operating system), and
 * less so the more logins were recorded.
 */
public final class LikelihoodRatioModel implements RiskModel {

    private static final List<RiskTerm> CONTEXT_TERMS = List.of(
            new NetworkTerm(),
            new UserAgentTerm(),
            new VersionTerm(),
            new TravelTerm(),
            new ListingTerm(),
            new FailureTerm(),
            new FrequencyTerm());

    private static final RiskContribution COMPANY = new RiskContribution(RiskContribution.Kind.COMPANY_NETWORK, -20);

    @Override
    public Assessment assess(LoginAttempt attempt, Profile profile, Population population) {
        Assessment.History history = profile.history(attempt.time());
        if (attempt.network().listing() == Network.Listing.COMPANY) {
            return new Assessment(List.of(COMPANY), history);
        }
        List<RiskContribution> contributions = new ArrayList<>(CONTEXT_TERMS.size() + 1);
        CONTEXT_TERMS.forEach(term -> term.of(attempt, profile, population).ifPresent(contributions::add));
        boolean isExtreme = new Assessment(contributions, history).isExtreme();
        contributions.add(DeviceTerm.of(attempt, profile, isExtreme));
        return new Assessment(contributions, history);
    }
}
