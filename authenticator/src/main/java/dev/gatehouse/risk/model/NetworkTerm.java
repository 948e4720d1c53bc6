package dev.gatehouse.risk.model;

import java.time.Instant;
import java.util.Optional;

/**
 * How much more likely this address is for an attacker than for the user, over four levels: the share of an address is smoothed
 * towards that of its prefix, a prefix towards its provider, a provider towards its country.
 */
final class NetworkTerm implements RiskTerm {

    /** Pseudo-counts per level: the number of logins after which the user's own history outweighs the expected share. */
    private static final double COUNTRY_PRIOR_LOGINS = 0.3;

    private static final double ASN_PRIOR_LOGINS = 0.7;
    private static final double PREFIX_PRIOR_LOGINS = 1.5;
    private static final double ADDRESS_PRIOR_LOGINS = 1.5;

    /**
     * The share of attackers who operate from the victim's own country. A lower value would protect users in countries with few
     * other users of the realm less; see the figures in bench/README.md.
     */
    private static final double ATTACKERS_IN_USERS_COUNTRY = 0.6;

    /** The approximate share of one prefix among those of its provider. It cancels out for prefixes that are new to the user. */
    private static final double PREFIX_IN_ASN = 1.0 / 2000;

    private static final double ADDRESS_IN_PREFIX = 1.0 / 256;

    /**
     * The share of attackers who are where many colleagues of the user are: insiders, and thieves in the office. What everybody shares says
     * little of one person.
     */
    private static final double ATTACKERS_IN_SHARED_NETWORK = 0.3;

    @Override
    public Optional<RiskContribution> of(LoginAttempt attempt, Profile profile, Population population) {
        Network network = attempt.network();
        Counts counts = Counts.of(network, profile, attempt.time());
        double logins = profile.logins(attempt.time());
        double populationInCountry = population.country(network.country());
        double populationInAsn = population.asnIn(network.asn(), network.country());

        double country = HierarchicalSmoothing.share(counts.country, logins, COUNTRY_PRIOR_LOGINS, populationInCountry);
        // An unknown provider carries no information, so this level is skipped.
        double asn = network.isAsnKnown()
                ? HierarchicalSmoothing.share(counts.asn, logins, ASN_PRIOR_LOGINS, country * populationInAsn)
                : country * populationInAsn;
        Novelty novelty = novelty(network, profile, attempt.time());
        double prefix = counts.prefix > 0 || counts.asn == 0
                ? HierarchicalSmoothing.share(counts.prefix, logins, PREFIX_PRIOR_LOGINS, asn * PREFIX_IN_ASN)
                : asn * novelty.shareOfNewPrefixes(counts.asn) * PREFIX_IN_ASN;
        double address = address(counts, logins, prefix, novelty);

        double attackerInCountry =
                (1 - ATTACKERS_IN_USERS_COUNTRY) * populationInCountry + ATTACKERS_IN_USERS_COUNTRY * country;
        double attacker = attackerInCountry * populationInAsn * PREFIX_IN_ASN * ADDRESS_IN_PREFIX
                + ATTACKERS_IN_SHARED_NETWORK * population.sharedNetwork(network.prefix());
        return Optional.of(new RiskContribution(counts.kind(), Math.log(attacker / address)));
    }

    private static Novelty novelty(Network network, Profile profile, Instant now) {
        return network.isAsnKnown()
                ? profile.novelty(BoundedNames.asn(network.asn(), network.country()), now)
                : Novelty.FIRST;
    }

    private static double address(Counts counts, double logins, double prefix, Novelty novelty) {
        if (counts.address > 0 || counts.asn == 0) {
            return HierarchicalSmoothing.share(
                    counts.address, logins, ADDRESS_PRIOR_LOGINS, prefix * ADDRESS_IN_PREFIX);
        }
        // An address in a new prefix of a provider that the user has used is new too, and that was judged already.
        double shareOfNew = counts.prefix > 0 ? novelty.shareOfNewAddresses(counts.asn) : 1;
        return prefix * shareOfNew * ADDRESS_IN_PREFIX;
    }

    /**
     * How often the user was seen at each level. An observation at a specific level also counts for the broader ones, even if the
     * profile had no room for them.
     */
    private record Counts(double address, double prefix, double asn, double country) {

        static Counts of(Network network, Profile profile, Instant now) {
            double address = profile.addresses().weight(BoundedNames.of(network.address()), now);
            double prefix = Math.max(address, profile.prefixes().weight(BoundedNames.of(network.prefix()), now));
            double asn = network.isAsnKnown()
                    ? Math.max(prefix, profile.asns().weight(BoundedNames.asn(network.asn(), network.country()), now))
                    : prefix;
            double country = Math.max(asn, profile.countries().weight(BoundedNames.of(network.country()), now));
            return new Counts(address, prefix, asn, country);
        }

        RiskContribution.Kind kind() {
            if (prefix > 0) {
                return RiskContribution.Kind.NETWORK_KNOWN;
            }
            if (asn > 0) {
                return RiskContribution.Kind.PROVIDER_KNOWN;
            }
            return country > 0 ? RiskContribution.Kind.NETWORK_NEW : RiskContribution.Kind.COUNTRY_NEW;
        }
    }
}
