package dev.gatehouse.risk.model;

import static dev.gatehouse.risk.model.Logins.FIREFOX;
import static dev.gatehouse.risk.model.Logins.HOME;
import static dev.gatehouse.risk.model.Logins.START;
import static dev.gatehouse.risk.model.Logins.after;
import static dev.gatehouse.risk.model.Logins.from;
import static dev.gatehouse.risk.model.Logins.in;
import static dev.gatehouse.risk.model.Logins.listed;
import static dev.gatehouse.risk.model.Logins.network;
import static dev.gatehouse.risk.model.Logins.on;
import static dev.gatehouse.risk.model.Logins.usual;
import static dev.gatehouse.risk.model.Logins.when;
import static dev.gatehouse.risk.model.Logins.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gatehouse.risk.model.Network.Listing;
import dev.gatehouse.risk.model.RiskContribution.Kind;
import dev.gatehouse.risk.model.UserAgent.DeviceType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every term except travel, with expected values computed by hand from the formulas: after ten logins from home with Firefox, in a
 * population where a country has half of the logins, a provider a fifth of its country's, a system a quarter, and a browser half of
 * its system's.
 */
class TermsTest {

    private static final Profile TEN = after(10, usual());

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.0/24, AS1, NL, NETWORK_KNOWN, -14.8504",
        "192.0.2.9, 192.0.2.0/24, AS1, NL, NETWORK_KNOWN, -7.2679",
        "10.0.0.1,  10.0.0.0/24,  AS1, NL, PROVIDER_KNOWN, 0.2473",
        "10.0.0.1,  10.0.0.0/24,  AS2, NL, NETWORK_NEW,    6.5812",
        "10.0.0.1,  10.0.0.0/24,  AS2, BR, COUNTRY_NEW,    9.4633",
        "10.0.0.1,  10.0.0.0/24,  AS1, BR, COUNTRY_NEW,    9.4633"
    })
    void aNetworkIsComparedLevelByLevel(
            String address, String prefix, String asn, String country, Kind kind, double nats) {
        assertContribution(new NetworkTerm(), from(usual(), network(address, prefix, asn, country)), TEN, kind, nats);
    }

    @Test
    void withoutHistoryAllNetworksAndUserAgentsScoreZero() {
        assertContribution(new NetworkTerm(), usual(), Profile.EMPTY, Kind.COUNTRY_NEW, 0);
        assertContribution(new UserAgentTerm(), usual(), Profile.EMPTY, Kind.SYSTEM_NEW, 0);
    }

    @Test
    void aKnownNetworkImpliesItsProviderAndCountryEvenIfTheProfileDroppedThose() {
        Profile withoutBroaderLevels = new Profile(
                TEN.activity(),
                TEN.addresses(),
                TEN.prefixes(),
                DecayingCounter.EMPTY,
                Map.of(),
                DecayingCounter.EMPTY,
                TEN.browsers(),
                TEN.versions(),
                TEN.latest(),
                TEN.proven());
        assertContribution(new NetworkTerm(), usual(), withoutBroaderLevels, Kind.NETWORK_KNOWN, -14.8504);
        assertContribution(
                new NetworkTerm(),
                from(usual(), network("192.0.2.9", "192.0.2.0/24", "AS1", "NL")),
                withoutBroaderLevels,
                Kind.NETWORK_KNOWN,
                -7.2679);
        Profile addressOnly = new Profile(
                TEN.activity(),
                TEN.addresses(),
                DecayingCounter.EMPTY,
                DecayingCounter.EMPTY,
                Map.of(),
                DecayingCounter.EMPTY,
                TEN.browsers(),
                TEN.versions(),
                TEN.latest(),
                TEN.proven());
        assertContribution(new NetworkTerm(), usual(), addressOnly, Kind.NETWORK_KNOWN, -14.8504);
    }

    @Test
    @DisplayName("Who always appears in new networks of a provider is expected there; who never does is not")
    void noveltyIsLearnedForEachPersonAndProvider() {
        Profile roaming = TEN;
        Profile settled = TEN;
        for (int login = 0; login < 40; login++) {
            roaming = roaming.learn(from(usual(), network("c" + login, "c" + login, "AS9", "NL")));
            settled = settled.learn(from(usual(), network("h", "h", "AS9", "NL")));
        }
        LoginAttempt next = from(usual(), network("new", "new", "AS9", "NL"));
        assertContribution(new NetworkTerm(), next, roaming, Kind.PROVIDER_KNOWN, -1.5769);
        assertContribution(new NetworkTerm(), next, settled, Kind.PROVIDER_KNOWN, 1.7190);
    }

    @Test
    void anUnknownProviderIsSkippedRatherThanTreatedAsOneProvider() {
        Profile ten = after(10, from(usual(), network("192.0.2.1", "192.0.2.0/24", Network.UNKNOWN_ASN, "NL")));
        assertThat(ten.asns().seen()).isEmpty();
        assertContribution(
                new NetworkTerm(),
                from(usual(), network("192.0.2.1", "192.0.2.0/24", Network.UNKNOWN_ASN, "NL")),
                ten,
                Kind.NETWORK_KNOWN,
                -14.8504);
        assertContribution(
                new NetworkTerm(),
                from(usual(), network("10.0.0.1", "10.0.0.0/24", Network.UNKNOWN_ASN, "NL")),
                ten,
                Kind.NETWORK_NEW,
                3.8543);
    }

    @ParameterizedTest
    @CsvSource({
        // Unlimited, a familiar browser would score -2.0454; the limit is -1.
        "Firefox, Linux, BROWSER_KNOWN, -1",
        "Chrome,  Linux, BROWSER_NEW,   1.3627",
        "Firefox, iOS,   SYSTEM_NEW,    6.2630"
    })
    void aUserAgentIsComparedLevelByLevel(String browser, String system, Kind kind, double nats) {
        assertContribution(
                new UserAgentTerm(),
                with(usual(), new UserAgent(browser, 140, system, DeviceType.DESKTOP)),
                TEN,
                kind,
                nats);
    }

    @ParameterizedTest
    @CsvSource({
        "140, VERSION_SAME, -1.2",
        "141, VERSION_NEWER, -0.5",
        "143, VERSION_NEWER, -0.5",
        "144, VERSION_JUMP, 0.7",
        "99999, VERSION_JUMP, 0.7",
        "139, VERSION_OLDER, 1.5",
        "1, VERSION_OLDER, 1.5"
    })
    void theStepFromTheLatestVersionIsScored(int version, Kind kind, double nats) {
        assertContribution(new VersionTerm(), with(usual(), firefox(version)), TEN, kind, nats);
    }

    @Test
    void withoutAVersionOrWithANewBrowserThereIsNoStep() {
        for (int unknown : new int[] {0, -1, Integer.MIN_VALUE, 100_000, Integer.MAX_VALUE}) {
            assertThat(new VersionTerm().of(with(usual(), firefox(unknown)), TEN, KnownPopulation.SOME))
                    .as("%d", unknown)
                    .isEmpty();
        }
        assertThat(new VersionTerm()
                        .of(
                                with(usual(), new UserAgent("Chrome", 140, "Linux", DeviceType.DESKTOP)),
                                TEN,
                                KnownPopulation.SOME))
                .isEmpty();
        assertThat(new VersionTerm().of(usual(), after(10, with(usual(), firefox(0))), KnownPopulation.SOME))
                .isEmpty();
        assertThat(new VersionTerm().of(when(usual(), START.plus(Duration.ofDays(181))), TEN, KnownPopulation.SOME))
                .as("forgotten")
                .isEmpty();
    }

    @Test
    void theLatestVersionIsTheOneSeenLastNotTheHighest() {
        Profile onceFarAhead = TEN.learn(with(usual(), firefox(9999))).learn(when(usual(), START.plusSeconds(60)));
        assertContribution(new VersionTerm(), usual(), onceFarAhead, Kind.VERSION_SAME, -1.2);
        Profile late = TEN.learn(when(with(usual(), firefox(138)), START.minusSeconds(60)));
        assertContribution(new VersionTerm(), usual(), late, Kind.VERSION_SAME, -1.2);
    }

    @Test
    void aKnownDeviceLowersTheScoreUnlessAnotherTermIsExtreme() {
        assertThat(DeviceTerm.of(on(usual(), DeviceRecognition.KNOWN), TEN, false))
                .isEqualTo(new RiskContribution(Kind.DEVICE_KNOWN, -16));
        assertThat(DeviceTerm.of(on(usual(), DeviceRecognition.KNOWN), TEN, true))
                .isEqualTo(new RiskContribution(Kind.DEVICE_KNOWN, 0));
        assertThat(DeviceTerm.of(on(usual(), DeviceRecognition.SEEN), TEN, false))
                .isEqualTo(new RiskContribution(Kind.DEVICE_SEEN, -5));
        assertThat(DeviceTerm.of(on(usual(), DeviceRecognition.REPLAYED), TEN, false))
                .isEqualTo(new RiskContribution(Kind.DEVICE_REPLAYED, 9));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 2.5", "10, 0, 3.5986", "2, 1, 2.2545", "0, 1, 2.1920", "0, 10, 1.1662", "0, 100, 0.2380"})
    void usersWhoseBrowsersDiscardTokensDoNotStaySuspicious(int with, int without, double nats) {
        Profile profile = Profile.EMPTY;
        for (int number = 0; number < with + without; number++) {
            profile = profile.learn(on(usual(), number < with ? DeviceRecognition.KNOWN : DeviceRecognition.UNKNOWN));
        }
        RiskContribution contribution = DeviceTerm.of(usual(), profile, false);
        assertThat(contribution.kind()).isEqualTo(Kind.DEVICE_UNKNOWN);
        assertThat(contribution.nats()).isCloseTo(nats, within(1e-4));
    }

    @Test
    @DisplayName("Who brings no token in the office but one from everywhere else is suspicious without one elsewhere")
    void theHabitOfTokensElsewhereCountsElsewhere() {
        Profile profile = Profile.EMPTY;
        for (int login = 0; login < 20; login++) {
            profile = profile.learn(usual());
            LoginAttempt away = from(usual(), network("a" + login, "p" + login, "AS9", "NL"));
            profile = profile.learn(on(away, DeviceRecognition.KNOWN));
        }
        double inTheOffice = DeviceTerm.of(usual(), profile, false).nats();
        double elsewhere = DeviceTerm.of(from(usual(), network("n", "n", "AS9", "NL")), profile, false)
                .nats();
        assertThat(inTheOffice).isLessThan(1.5);
        assertThat(elsewhere).isGreaterThan(2.5);
    }

    @ParameterizedTest
    @CsvSource({
        "DENIED, LISTED_DENIED, 2",
        "HOSTING, LISTED_HOSTING, 1",
        "HOSTING_PROVIDER, LISTED_HOSTING, 1",
        "VPN, LISTED_VPN, 1"
    })
    void aListedAddressIsSuspicious(Listing listing, Kind kind, double nats) {
        assertContribution(new ListingTerm(), from(usual(), listed(HOME, listing)), TEN, kind, nats);
    }

    @Test
    void anUnlistedAddressIsNotSuspicious() {
        assertThat(new ListingTerm().of(usual(), TEN, KnownPopulation.SOME)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0.4",
        "5, 0, 2",
        "8, 0, 3",
        "2147483647, 0, 3",
        "0, 4, 0.2",
        "0, 13, 2",
        "0, 2147483647, 2",
        "1, 5, 0.8",
        "100, 100, 5"
    })
    void failedAttemptsAreSuspicious(int ofUser, int ofNetwork, double nats) {
        assertContribution(
                new FailureTerm(), after(usual(), new Failures(ofUser, ofNetwork)), TEN, Kind.FAILURES, nats);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "3"})
    void aFewFailuresOfOthersInTheSameNetworkAreNot(int ofNetwork) {
        assertThat(new FailureTerm().of(after(usual(), new Failures(0, ofNetwork)), TEN, KnownPopulation.SOME))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"20, 10, 0.6931", "10, 10, 0", "1000, 10, 1.5", "0.1, 10, -1.5", "5, 0, 1.5"})
    void loginsOfInfrequentUsersAreMoreSuspicious(double loginsPerUser, int logins, double nats) {
        Optional<RiskContribution> contribution =
                new FrequencyTerm().of(usual(), after(logins, usual()), population(loginsPerUser));
        assertThat(contribution).map(RiskContribution::kind).contains(Kind.FREQUENCY);
        assertThat(contribution.orElseThrow().nats()).isCloseTo(nats, within(1e-4));
    }

    @Test
    void withoutAPopulationTheFrequencyIsNotScored() {
        assertThat(new FrequencyTerm().of(usual(), TEN, population(0))).isEmpty();
        assertThat(new FrequencyTerm().of(usual(), Profile.EMPTY, Population.uniform()))
                .isEmpty();
    }

    @Test
    void theCompanysOwnNetworkIsTheOnlyContribution() {
        LoginAttempt strange =
                after(with(from(usual(), listed(in("BR"), Listing.COMPANY)), UserAgent.UNKNOWN), new Failures(9, 9));
        Assessment assessment = new LikelihoodRatioModel().assess(strange, TEN, KnownPopulation.SOME);
        assertThat(assessment.contributions()).containsExactly(new RiskContribution(Kind.COMPANY_NETWORK, -20));
        assertThat(assessment.isFromCompany()).isTrue();
    }

    private static void assertContribution(
            RiskTerm term, LoginAttempt attempt, Profile profile, Kind kind, double nats) {
        RiskContribution contribution =
                term.of(attempt, profile, KnownPopulation.SOME).orElseThrow();
        assertThat(contribution.kind()).isEqualTo(kind);
        assertThat(contribution.nats()).isCloseTo(nats, within(1e-4));
    }

    private static UserAgent firefox(int version) {
        return new UserAgent(FIREFOX.browser(), version, FIREFOX.operatingSystem(), FIREFOX.deviceType());
    }

    private static Population population(double loginsPerUser) {
        return new KnownPopulation(0.5, 0.2, 0.25, 0.5, loginsPerUser, Set.of());
    }
}
