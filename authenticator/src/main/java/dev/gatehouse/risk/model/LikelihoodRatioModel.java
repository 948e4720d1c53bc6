package dev.gatehouse.risk.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A likelihood-ratio model: how much likelier are the values of this attempt for an attacker than for the user.
 *
 * <p>After Freeman et al. (NDSS 2016), with back-off in place of fixed weights: the estimate of a fine value leans on the
 * estimate of the coarser one that holds it (network prefix on provider, browser on operating system), and less so the more
 * logins are on record.
 */
public final class LikelihoodRatioModel implements RiskModel {

    private static final List<RiskTerm> CIRCUMSTANCES = List.of(
            new NetworkTerm(), new UserAgentTerm(), new VersionTerm(),
            new TravelTerm(), new ListingTerm(), new FailureTerm(), new FrequencyTerm());

    private static final RiskContribution COMPANY = new RiskContribution(RiskContribution.Kind.COMPANY_NETWORK, -20);

    @Override
    public Assessment assess(LoginAttempt attempt, Profile profile, Population population) {
        Assessment.History history = profile.history(attempt.time());
        if (attempt.network().listing() == Network.Listing.COMPANY) {
            return new Assessment(List.of(COMPANY), history);
        }
        List<RiskContribution> reasons = new ArrayList<>(CIRCUMSTANCES.size() + 1);
        CIRCUMSTANCES.forEach(term -> term.of(attempt, profile, population).ifPresent(reasons::add));
        boolean isExtreme = new Assessment(reasons, history).isExtreme();
        reasons.add(DeviceTerm.of(attempt, profile, isExtreme));
        return new Assessment(reasons, history);
    }
}
