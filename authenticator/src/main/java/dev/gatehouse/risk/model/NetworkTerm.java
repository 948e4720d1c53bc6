package dev.gatehouse.risk.model;

import java.time.Instant;
import java.util.Optional;

/**
 * How much likelier an attacker comes from this address than the user, over four levels: the share of an address leans on that of
 * its prefix, of a prefix on that of its provider, of a provider on that of its country.
 */
final class NetworkTerm implements RiskTerm {

    /** How many logins of a user outweigh what is expected, per level. */
    private static final double COUNTRY_BACKOFF = 0.3;
    private static final double ASN_BACKOFF = 0.7;
    private static final double PREFIX_BACKOFF = 1.5;
    private static final double ADDRESS_BACKOFF = 1.5;

    /**
     * The share of attackers who choose the victim's own country. With less, people of the countries that few others of their realm live
     * in would be protected less; bench/README.md has the figures.
     */
    private static final double ATTACKERS_IN_USERS_COUNTRY = 0.6;

    /** One prefix's share of its provider's, roughly. It cancels out for prefixes that are new to the user. */
    private static final double PREFIX_IN_ASN = 1.0 / 2000;

    private static final double ADDRESS_IN_PREFIX = 1.0 / 256;

    @Override
    public Optional<RiskContribution> of(LoginAttempt attempt, Profile profile, Population population) {
        Network network = attempt.network();
        Counts counts = Counts.of(network, profile, attempt.time());
        double logins = profile.logins(attempt.time());
        double everybodyInCountry = population.country(network.country());
        double everybodyInAsn = population.asnIn(network.asn(), network.country());

        double country = HierarchicalSmoothing.share(counts.country, logins, COUNTRY_BACKOFF, everybodyInCountry);
        // Where nobody knows the provider there is nothing to be learned from it, and the level is left out.
        double asn = network.isAsnKnown()
                ? HierarchicalSmoothing.share(counts.asn, logins, ASN_BACKOFF, country * everybodyInAsn)
                : country * everybodyInAsn;
        double prefix = HierarchicalSmoothing.share(counts.prefix, logins, PREFIX_BACKOFF, asn * PREFIX_IN_ASN);
        double address = HierarchicalSmoothing.share(counts.address, logins, ADDRESS_BACKOFF, prefix * ADDRESS_IN_PREFIX);

        double attackerInCountry = (1 - ATTACKERS_IN_USERS_COUNTRY) * everybodyInCountry + ATTACKERS_IN_USERS_COUNTRY * country;
        double attacker = attackerInCountry * everybodyInAsn * PREFIX_IN_ASN * ADDRESS_IN_PREFIX;
        return Optional.of(new RiskContribution(counts.kind(), Math.log(attacker / address)));
    }

    /**
     * How often the user was seen at each level. What is known of a fine level is known of the coarser ones, also when the profile had
     * no room for them.
     */
    private record Counts(double address, double prefix, double asn, double country) {

        static Counts of(Network network, Profile profile, Instant now) {
            double address = profile.addresses().weight(BoundedNames.of(network.address()), now);
            double prefix = Math.max(address, profile.prefixes().weight(BoundedNames.of(network.prefix()), now));
            double asn = network.isAsnKnown() ? Math.max(prefix, profile.asns().weight(BoundedNames.asn(network.asn(), network.country()), now)) : prefix;
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
