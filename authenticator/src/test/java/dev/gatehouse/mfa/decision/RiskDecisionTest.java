package dev.gatehouse.mfa.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mfa.decision.Threshold.Source;
import dev.gatehouse.risk.model.Assessment;
import dev.gatehouse.risk.model.Assessment.History;
import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.model.Failures;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.RiskContribution;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.profile.ProfileLookup;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RiskDecisionTest {

    private static final double RATE = 5;
    private static final LoginAttempt ATTEMPT = new LoginAttempt(
            Instant.parse("2026-03-01T12:00:00Z"),
            new Network("address", "prefix", "AS1", "NL", Network.Listing.NONE, Optional.empty()),
            new UserAgent("Firefox", 140, "Linux", UserAgent.DeviceType.DESKTOP),
            DeviceRecognition.UNKNOWN,
            Failures.NONE);

    @Test
    void aThresholdDerivedFromTheTargetRateGetsFeedback() {
        MfaDecision allow = new MfaDecision.Allow(MfaEvidence.AmrMethod.NOT_ASKED);
        assertThat(targetRate(allow, Source.TARGET_RATE, History.ESTABLISHED, true))
                .isEqualTo(RATE);
        Set<ChallengeReason> reasons = Set.of(ChallengeReason.SCORE, ChallengeReason.EXTREME);
        assertThat(targetRate(new MfaDecision.Challenge(reasons), Source.TARGET_RATE, History.ESTABLISHED, true))
                .isEqualTo(RATE);
    }

    @Test
    void aThresholdOfAnotherSourceHasNoRate() {
        for (Source source : List.of(Source.EXPLICIT, Source.TOO_FEW_LOGINS)) {
            assertThat(targetRate(
                            new MfaDecision.Challenge(Set.of(ChallengeReason.SCORE)),
                            source,
                            History.ESTABLISHED,
                            true))
                    .isNull();
        }
    }

    @Test
    void anOutageThatChallengesEveryLoginDoesNotRaiseTheThreshold() {
        for (ChallengeReason outage : List.of(
                ChallengeReason.CONFIGURATION,
                ChallengeReason.COUNTRY_DATABASE_MISSING,
                ChallengeReason.NETWORK_LIST_MISSING,
                ChallengeReason.PROFILE_UNREADABLE)) {
            MfaDecision decision = new MfaDecision.Challenge(Set.of(outage, ChallengeReason.SCORE));
            assertThat(targetRate(decision, Source.TARGET_RATE, History.ESTABLISHED, true))
                    .as(outage.code())
                    .isNull();
        }
    }

    @Test
    void learningProfilesAndRequiredChallengesDoNotCountForTheThreshold() {
        MfaDecision learning = new MfaDecision.Challenge(Set.of(ChallengeReason.LEARNING));
        assertThat(targetRate(learning, Source.TARGET_RATE, History.LEARNING, true))
                .isNull();
        MfaDecision privileged = new MfaDecision.Challenge(Set.of(ChallengeReason.PRIVILEGED));
        assertThat(targetRate(privileged, Source.TARGET_RATE, History.ESTABLISHED, false))
                .isNull();
    }

    @Property
    void numbersAreFormattedLikeStringFormat(@ForAll @DoubleRange(min = -1000, max = 1000) double number) {
        for (int places = 1; places <= 2; places++) {
            String formatted = String.format(Locale.ROOT, "%." + places + "f", number);
            assertThat(RiskDecision.decimal(number, places))
                    .isEqualTo(formatted.matches("-0\\.0+") ? formatted.substring(1) : formatted);
        }
    }

    @Test
    void eventsContainScoreAndReasonsWithTheirSigns() {
        Assessment assessment = new Assessment(
                List.of(
                        new RiskContribution(RiskContribution.Kind.NETWORK_NEW, 3.25),
                        new RiskContribution(RiskContribution.Kind.DEVICE_KNOWN, -4.04),
                        new RiskContribution(RiskContribution.Kind.FREQUENCY, 0)),
                History.ESTABLISHED);
        assertThat(new RiskDecision(
                                new MfaDecision.Challenge(Set.of(ChallengeReason.SCORE)),
                                ATTEMPT,
                                new ProfileLookup.Unavailable(Optional.empty()),
                                assessment,
                                new Threshold(-2, Source.EXPLICIT),
                                true,
                                RATE,
                                Optional.empty(),
                                List.of())
                        .details())
                .containsEntry("gatehouse_verdict", "ask")
                .containsEntry("gatehouse_score", "-0.79")
                .containsEntry("gatehouse_threshold", "-2.00")
                .containsEntry("gatehouse_reasons", "score network_new(+3.3) device_known(-4.0) frequency(+0.0)")
                .containsEntry("gatehouse_country", "NL");
    }

    private static Double targetRate(MfaDecision decision, Source source, History history, boolean isByScore) {
        Assessment assessment =
                new Assessment(List.of(new RiskContribution(RiskContribution.Kind.NETWORK_NEW, 3)), history);
        RiskDecision riskDecision = new RiskDecision(
                decision,
                ATTEMPT,
                new ProfileLookup.Unavailable(Optional.empty()),
                assessment,
                new Threshold(2, source),
                isByScore,
                RATE,
                Optional.empty(),
                List.of());
        return riskDecision.statistics().targetRate();
    }
}
