package dev.gatehouse.risk.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.risk.model.Assessment.History;
import dev.gatehouse.risk.model.RiskContribution.Kind;
import dev.gatehouse.risk.model.UserAgent.DeviceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LikelihoodRatioModelTest {

    private static final Instant START = Instant.parse("2026-06-01T08:00:00Z");
    private static final Network HOME = unknownProvider("home", "NO");
    private static final Network ELSEWHERE_AT_HOME = unknownProvider("cafe", "NO");
    private static final Network ABROAD = unknownProvider("abroad", "BR");
    private static final UserAgent FIREFOX = new UserAgent("Firefox", 140, "Linux", DeviceType.DESKTOP);
    private static final UserAgent CHROME = new UserAgent("Chrome", 138, "Linux", DeviceType.DESKTOP);
    private static final UserAgent PHONE = new UserAgent("Safari", 18, "iOS", DeviceType.MOBILE);

    private final RiskModel model = new LikelihoodRatioModel();

    @Test
    void aNewCountryOnAnUnknownDeviceIsSuspiciousForShortAndOldHistories() {
        for (int logins : new int[] {3, 4, 5, 10, 60}) {
            for (int daysAway : new int[] {1, 30, 90, 179}) {
                Instant now = START.plus(Duration.ofDays(logins - 1L + daysAway));
                LoginAttempt attempt = new LoginAttempt(now, ABROAD, FIREFOX, DeviceRecognition.UNKNOWN, Failures.NONE);
                double score = model.assess(attempt, regular(logins), Population.uniform())
                        .score();
                assertThat(score)
                        .as("%d logins, %d days away", logins, daysAway)
                        .isPositive();
            }
        }
    }

    @Test
    void aNewNetworkOnAnUnknownDeviceIsSuspiciousWithAnyBrowser() {
        for (int logins : new int[] {3, 10, 60}) {
            assertThat(assess(regular(logins), ELSEWHERE_AT_HOME, FIREFOX, DeviceRecognition.UNKNOWN)
                            .score())
                    .as("%d logins", logins)
                    .isPositive();
        }
    }

    @Test
    void theScoreOfAUserWithoutHistoryIsCloseToZero() {
        Assessment assessment = assess(Profile.EMPTY, HOME, FIREFOX, DeviceRecognition.UNKNOWN);
        assertThat(assessment.history()).isEqualTo(History.NONE);
        assertThat(assessment.score()).isBetween(0.0, 3.0);
    }

    @Test
    void aUsualLoginIsNotSuspicious() {
        Assessment assessment = assess(regular(10), HOME, FIREFOX, DeviceRecognition.UNKNOWN);
        assertThat(assessment.history()).isEqualTo(History.ESTABLISHED);
        assertThat(assessment.score()).isNegative();
        assertThat(kinds(assessment))
                .containsExactly(Kind.NETWORK_KNOWN, Kind.BROWSER_KNOWN, Kind.VERSION_SAME, Kind.DEVICE_UNKNOWN);
    }

    @Test
    void aNewNetworkOnAKnownDeviceIsNotSuspicious() {
        Assessment assessment = assess(regular(10), ELSEWHERE_AT_HOME, FIREFOX, DeviceRecognition.KNOWN);
        assertThat(assessment.score()).isNegative();
        assertThat(kinds(assessment))
                .containsExactly(Kind.NETWORK_NEW, Kind.BROWSER_KNOWN, Kind.VERSION_SAME, Kind.DEVICE_KNOWN);
    }

    @Test
    void aNewNetworkTogetherWithANewBrowserIsSuspicious() {
        assertThat(assess(regular(10), ELSEWHERE_AT_HOME, CHROME, DeviceRecognition.UNKNOWN)
                        .score())
                .isPositive();
        assertThat(assess(regular(10), ELSEWHERE_AT_HOME, PHONE, DeviceRecognition.UNKNOWN)
                        .score())
                .isPositive();
    }

    @Test
    void aNewCountryIsSuspiciousEvenWithTheUsualBrowser() {
        Assessment assessment = assess(regular(10), ABROAD, FIREFOX, DeviceRecognition.UNKNOWN);
        assertThat(assessment.score()).isPositive();
        assertThat(kinds(assessment)).contains(Kind.COUNTRY_NEW);
    }

    @Test
    void aKnownDeviceIsNotSuspiciousInANewCountryWithANewBrowser() {
        assertThat(assess(regular(30), ABROAD, CHROME, DeviceRecognition.KNOWN).score())
                .isNegative();
    }

    @Test
    void theSumOfTheTermsIsTheScore() {
        Assessment assessment = assess(regular(3), ABROAD, PHONE, DeviceRecognition.KNOWN);
        assertThat(assessment.contributions().stream()
                        .mapToDouble(RiskContribution::nats)
                        .sum())
                .isEqualTo(assessment.score());
    }

    @Test
    void historyIsEstablishedAfterThreeLoginsAndFiveDays() {
        assertThat(regular(2).history(START.plus(Duration.ofDays(9)))).isEqualTo(History.LEARNING);
        assertThat(regular(3).history(START.plus(Duration.ofDays(4)))).isEqualTo(History.LEARNING);
        assertThat(regular(3).history(START.plus(Duration.ofDays(5)))).isEqualTo(History.ESTABLISHED);
    }

    @Test
    void aUserWhoWasAwayForHalfAYearIsLearnedFromScratch() {
        Profile profile = regular(10);
        Instant later = START.plus(Duration.ofDays(9 + 181));
        assertThat(profile.history(later)).isEqualTo(History.NONE);
        Profile again = profile.learn(new LoginAttempt(later, ABROAD, PHONE, DeviceRecognition.UNKNOWN, Failures.NONE));
        assertThat(again.countries().seen()).containsOnlyKeys("BR");
    }

    @Test
    void aValueSeenOnceCountsHalf() {
        DecayingCounter once = DecayingCounter.EMPTY.plus("x", START, 5);
        assertThat(once.weight("x", START)).isEqualTo(0.5);
        assertThat(once.plus("x", START, 5).weight("x", START)).isEqualTo(2);
    }

    @Test
    void weightsHalveInNinetyDaysAndVanishAfterAHundredAndEighty() {
        DecayingCounter twice = DecayingCounter.EMPTY.plus("x", START, 5).plus("x", START, 5);
        assertThat(twice.weight("x", START.plus(Duration.ofDays(90)))).isEqualTo(1);
        assertThat(twice.weight("x", START.plus(Duration.ofDays(181)))).isZero();
    }

    private Assessment assess(Profile profile, Network network, UserAgent userAgent, DeviceRecognition device) {
        return model.assess(
                new LoginAttempt(START.plus(Duration.ofDays(30)), network, userAgent, device, Failures.NONE),
                profile,
                Population.uniform());
    }

    private static List<Kind> kinds(Assessment assessment) {
        return assessment.contributions().stream().map(RiskContribution::kind).toList();
    }

    private static Network unknownProvider(String name, String country) {
        return Logins.network(name, name, Network.UNKNOWN_ASN, country);
    }

    /** The profile after one login per day from home with Firefox. */
    private static Profile regular(int logins) {
        Profile profile = Profile.EMPTY;
        for (int day = 0; day < logins; day++) {
            profile = profile.learn(new LoginAttempt(
                    START.plus(Duration.ofDays(day)), HOME, FIREFOX, DeviceRecognition.UNKNOWN, Failures.NONE));
        }
        return profile;
    }
}
