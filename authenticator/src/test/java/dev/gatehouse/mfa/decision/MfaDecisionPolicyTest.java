package dev.gatehouse.mfa.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mfa.decision.MfaDecisionPolicy.Facts;
import dev.gatehouse.mfa.device.DeviceLife;
import dev.gatehouse.risk.model.Assessment;
import dev.gatehouse.risk.model.Assessment.History;
import dev.gatehouse.risk.model.RiskContribution;
import dev.gatehouse.risk.model.RiskContribution.Kind;
import dev.gatehouse.risk.signals.Cidr;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MfaDecisionPolicyTest {

    private static final MfaSettings ENFORCE = MfaSettings.parse(Map.of("mode", "enforce"));
    private static final MfaSettings OBSERVE = MfaSettings.parse(Map.of("mode", "observe"));

    private static final Threshold USUAL = new Threshold(Threshold.USUAL, Threshold.Source.TOO_FEW_LOGINS);

    @Test
    void aKnownDeviceWithAnOrdinaryScorePasses() {
        assertThat(decide(ENFORCE, -5, true, History.NONE))
                .isEqualTo(new MfaDecision.Allow(MfaEvidence.AmrMethod.KNOWN_DEVICE));
    }

    @Test
    void anEstablishedUserWithAnOrdinaryScorePassesUnchallenged() {
        assertThat(decide(ENFORCE, -5, false, History.ESTABLISHED))
                .isEqualTo(new MfaDecision.Allow(MfaEvidence.AmrMethod.NOT_ASKED));
    }

    @Test
    void aScoreAboveTheThresholdIsChallengedEvenOnAKnownDevice() {
        assertThat(decide(ENFORCE, 0.1, true, History.ESTABLISHED))
                .isEqualTo(new MfaDecision.Challenge(Set.of(ChallengeReason.SCORE)));
    }

    @Test
    void aUserWithoutAnEstablishedProfileIsChallenged() {
        assertThat(decide(ENFORCE, -5, false, History.NONE))
                .isEqualTo(new MfaDecision.Challenge(Set.of(ChallengeReason.NO_HISTORY)));
        assertThat(decide(ENFORCE, -5, false, History.LEARNING))
                .isEqualTo(new MfaDecision.Challenge(Set.of(ChallengeReason.LEARNING)));
    }

    @Test
    void aKnownDeviceDoesNotExemptAnExtremeLogin() {
        for (RiskContribution extreme :
                List.of(new RiskContribution(Kind.TRAVEL, 3), new RiskContribution(Kind.LISTED_DENIED, 2))) {
            List<RiskContribution> reasons = List.of(
                    extreme, new RiskContribution(Kind.NETWORK_KNOWN, -9), new RiskContribution(Kind.DEVICE_KNOWN, 0));
            assertThat(decide(reasons, History.LEARNING))
                    .isEqualTo(new MfaDecision.Challenge(Set.of(ChallengeReason.LEARNING, ChallengeReason.EXTREME)));
            assertThat(decide(reasons, History.ESTABLISHED))
                    .as("though the score is ordinary")
                    .isEqualTo(new MfaDecision.Challenge(Set.of(ChallengeReason.EXTREME)));
        }
        List<RiskContribution> fast = List.of(
                new RiskContribution(Kind.TRAVEL, 2.9),
                new RiskContribution(Kind.NETWORK_KNOWN, -9),
                new RiskContribution(Kind.DEVICE_KNOWN, -12));
        assertThat(decide(fast, History.LEARNING)).isEqualTo(new MfaDecision.Allow(MfaEvidence.AmrMethod.KNOWN_DEVICE));
    }

    @Test
    void aLoginFromTheCompanyNetworkPassesWithAnyHistory() {
        List<RiskContribution> company = List.of(new RiskContribution(Kind.COMPANY_NETWORK, -20));
        for (History history : History.values()) {
            assertThat(decide(company, history)).isEqualTo(new MfaDecision.Allow(MfaEvidence.AmrMethod.NOT_ASKED));
        }
        Threshold strict = new Threshold(-100, Threshold.Source.EXPLICIT);
        assertThat(MfaDecisionPolicy.decide(ENFORCE, strict, facts(MfaRequirement.IF_SUSPICIOUS, company)))
                .as("whatever the threshold")
                .isInstanceOf(MfaDecision.Allow.class);
    }

    @Test
    void privilegedUsersAreChallengedInTheCompanyNetworkToo() {
        List<RiskContribution> company = List.of(new RiskContribution(Kind.COMPANY_NETWORK, -20));
        for (MfaRequirement requirement : List.of(MfaRequirement.ALWAYS, MfaRequirement.UNLESS_PROVEN_ON_DEVICE)) {
            assertThat(MfaDecisionPolicy.decide(ENFORCE, USUAL, facts(requirement, company)))
                    .isEqualTo(new MfaDecision.Challenge(Set.of(ChallengeReason.PRIVILEGED)));
        }
    }

    /** The token request for such a login checks how it was secured, not why it was allowed. */
    @Test
    void theEvidenceOfAPrivilegedUserNamesWhyTheyPassed() {
        List<RiskContribution> extreme =
                List.of(new RiskContribution(Kind.TRAVEL, 3), new RiskContribution(Kind.DEVICE_KNOWN, 0));
        Facts onDevice = new Facts(
                MfaRequirement.UNLESS_PROVEN_ON_DEVICE,
                false,
                true,
                new Assessment(extreme, History.ESTABLISHED),
                true,
                true,
                true,
                () -> true);
        assertThat(MfaDecisionPolicy.decide(ENFORCE, USUAL, onDevice))
                .isEqualTo(new MfaDecision.Allow(MfaEvidence.AmrMethod.KNOWN_DEVICE));
        List<RiskContribution> ordinary = List.of(new RiskContribution(Kind.NETWORK_KNOWN, -9));
        Facts byProvider = new Facts(
                MfaRequirement.IF_SUSPICIOUS_BESIDES_PROVIDER,
                false,
                false,
                new Assessment(ordinary, History.ESTABLISHED),
                true,
                true,
                true,
                () -> true);
        assertThat(MfaDecisionPolicy.decide(ENFORCE, USUAL, byProvider))
                .isEqualTo(new MfaDecision.Allow(MfaEvidence.AmrMethod.PROVIDER));
        Facts suspicious = new Facts(
                MfaRequirement.IF_SUSPICIOUS_BESIDES_PROVIDER,
                false,
                false,
                new Assessment(ordinary, History.NONE),
                true,
                true,
                true,
                () -> true);
        assertThat(MfaDecisionPolicy.decide(ENFORCE, USUAL, suspicious))
                .isEqualTo(new MfaDecision.Challenge(Set.of(ChallengeReason.NO_HISTORY)));
    }

    @Test
    void aReplacedDeviceTokenIsChallengedWhateverTheScore() {
        List<RiskContribution> reasons =
                List.of(new RiskContribution(Kind.NETWORK_KNOWN, -9), new RiskContribution(Kind.DEVICE_REPLAYED, 3));
        assertThat(decide(reasons, History.ESTABLISHED))
                .isEqualTo(new MfaDecision.Challenge(Set.of(ChallengeReason.REPLAY)));
    }

    @Test
    void observeRecordsThatItWouldChallenge() {
        assertThat(decide(OBSERVE, 9, false, History.NONE))
                .isEqualTo(new MfaDecision.WouldChallenge(
                        MfaEvidence.AmrMethod.NOT_ASKED, Set.of(ChallengeReason.SCORE, ChallengeReason.NO_HISTORY)));
    }

    @Test
    void whereNothingDecidesTheModeItIsOff() {
        assertThat(MfaSettings.parse(Map.of()).mode()).isEqualTo(MfaMode.OFF);
    }

    @Test
    void whereSettingsCannotBeReadEveryLoginIsChallengedInEnforceOnly() {
        assertThat(decide(MfaSettings.parseIncomplete(Map.of("mode", "enforce")), -50, true, History.ESTABLISHED))
                .isEqualTo(new MfaDecision.Challenge(Set.of(ChallengeReason.CONFIGURATION)));
        assertThat(decide(MfaSettings.parseIncomplete(Map.of("mode", "observe")), -50, true, History.ESTABLISHED))
                .isInstanceOf(MfaDecision.WouldChallenge.class);
        assertThat(decide(MfaSettings.parseIncomplete(Map.of("mode", "off")), -50, true, History.ESTABLISHED))
                .isInstanceOf(MfaDecision.Allow.class);
    }

    @Test
    void theLifetimeOfCodesIsInMinutesOrAsBeforeInSeconds() {
        assertThat(lifetime(Map.of())).isEqualTo(Duration.ofMinutes(10));
        assertThat(lifetime(Map.of("codeMinutes", "5"))).isEqualTo(Duration.ofMinutes(5));
        assertThat(lifetime(Map.of("codeMinutes", "2,5"))).isEqualTo(Duration.ofSeconds(150));
        assertThat(lifetime(Map.of("codeLifetime", "300"))).isEqualTo(Duration.ofMinutes(5));
        assertThat(lifetime(Map.of("codeLifetime", "300", "codeMinutes", "2"))).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void theLifetimeOfCodesMovesToTheGateInMinutes() {
        for (String seconds : List.of("30", "45", "100", "300", "599", "600")) {
            String minutes = MfaSettings.textAtGate("codeLifetime", seconds).orElseThrow();
            assertThat(lifetime(Map.of(MfaSettings.keyAtGate("codeLifetime"), minutes)))
                    .as(minutes)
                    .isEqualTo(Duration.ofSeconds(Long.parseLong(seconds)));
        }
        assertThat(MfaSettings.textAtGate("codeLifetime", "10"))
                .as("shorter than the gate allows")
                .isEmpty();
        assertThat(MfaSettings.textAtGate("targetRate", "2,5")).contains("2,5");
        assertThat(MfaSettings.keyAtGate("targetRate")).isEqualTo("targetRate");
    }

    private static Duration lifetime(Map<String, String> config) {
        return MfaSettings.parse(config).codePolicy().lifetime();
    }

    @Test
    void aRequestedLevelIsChallengedForAnyScoreAndFirstFactor() {
        for (MfaRequirement requirement :
                List.of(MfaRequirement.NOTHING, MfaRequirement.FULFILLED_BY_PROVIDER, MfaRequirement.IF_SUSPICIOUS)) {
            Facts facts = new Facts(
                    requirement, true, false, assessment(-50, true, History.ESTABLISHED), true, true, true, () -> true);
            assertThat(MfaDecisionPolicy.decide(ENFORCE, USUAL, facts))
                    .as("%s", requirement)
                    .isEqualTo(new MfaDecision.Challenge(Set.of(ChallengeReason.LEVEL)));
            assertThat(MfaDecisionPolicy.decide(OBSERVE, USUAL, facts))
                    .as("%s", requirement)
                    .isInstanceOf(MfaDecision.WouldChallenge.class);
        }
    }

    @Test
    void withoutAFactorALoginThatMustBeChallengedIsDenied() {
        Facts facts = new Facts(
                MfaRequirement.IF_SUSPICIOUS,
                false,
                false,
                assessment(5, false, History.NONE),
                true,
                true,
                true,
                () -> false);
        assertThat(MfaDecisionPolicy.decide(ENFORCE, USUAL, facts)).isInstanceOf(MfaDecision.Deny.class);
    }

    @Property
    void unreadableFactsAreAlwaysChallengedInEnforce(
            @ForAll boolean profileReadable,
            @ForAll boolean countriesAvailable,
            @ForAll boolean listReadable,
            @ForAll boolean deviceKnown) {
        Facts facts = new Facts(
                MfaRequirement.IF_SUSPICIOUS,
                false,
                false,
                assessment(-50, deviceKnown, History.ESTABLISHED),
                profileReadable,
                countriesAvailable,
                listReadable,
                () -> true);
        MfaDecision decision = MfaDecisionPolicy.decide(ENFORCE, USUAL, facts);
        assertThat(decision instanceof MfaDecision.Allow)
                .isEqualTo(profileReadable && countriesAvailable && listReadable);
    }

    @ParameterizedTest
    @CsvSource({
        "mode,Enforce,mode must be one of off",
        "mode,on,mode must be one of off",
        "threshold,NaN,threshold must be a number",
        "threshold,Infinity,threshold must be a number",
        "threshold,'1,5,5',threshold must be a number",
        "threshold,101,threshold must be a number",
        "targetRate,0.05,targetRate must be a percentage from 0.1 to 50",
        "targetRate,51,targetRate must be a percentage",
        "targetRate,NaN,targetRate must be a percentage",
        "targetRate,-5,targetRate must be a percentage",
        "targetRate,5 %,targetRate must be a percentage",
        "codeMinutes,11,codeMinutes must be a number of minutes from 0.5 to 10",
        "codeLifetime,601,codeLifetime must be a number of seconds from 10 to 600",
        "codeLifetime,0,codeLifetime must be a number of seconds",
        "codeLifetime,10 minutes,codeLifetime must be a number of seconds",
        "deviceLifetime,0,deviceLifetime must be a number of days",
        "deviceLifetime,366,deviceLifetime must be a number of days",
        "deviceMaxAge,0,deviceMaxAge must be a number of days from 1 to 1095",
        "deviceMaxAge,1096,deviceMaxAge must be a number of days",
        "codeInSubject,yes,codeInSubject must be true or false",
        "companyNetworks,the office,'companyNetworks must hold ranges such as 192.0.2.0/24 or 2001:db8::/32, not the office'",
        "companyNetworks,192.0.2.7/33,companyNetworks must hold ranges such as",
        "companyNetworks,192.0.2.0 /24,'companyNetworks must hold ranges such as 192.0.2.0/24 or 2001:db8::/32, not 192.0.2.0 /24'",
        "companyNetworks,10.0.0.0 - 10.0.0.9,companyNetworks must hold ranges such as",
        "companyNetworks,10.1.2.3/7,'companyNetworks must not contain ranges wider than /8 (/16 for IPv6), such as 10.1.2.3/7'",
        "companyNetworks,192.0.2.0/24##0.0.0.0/0,'companyNetworks must not contain ranges wider than /8 (/16 for IPv6), such as 0.0.0.0/0'",
        "companyNetworks,::/0,companyNetworks must not contain ranges wider",
        "companyNetworks,2000::/3,companyNetworks must not contain ranges wider",
        "companyNetworks,::ffff:0:0/96,companyNetworks must not contain ranges wider"
    })
    void anInvalidSettingIsReported(String key, String value, String problem) {
        assertThat(MfaSettings.parse(Map.of(key, value)).problems())
                .singleElement()
                .asString()
                .startsWith(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.0/24,2001:db8::/32,198.51.100.7",
                "192.0.2.0/24##2001:db8::/32##198.51.100.7",
                "192.0.2.0/24\n2001:db8::/32\r\n198.51.100.7\n",
                "192.0.2.0/24;2001:db8::/32; 198.51.100.7",
                "192.0.2.0/24 2001:db8::/32\t198.51.100.7",
                " 192.0.2.0/24 , ;##\n2001:db8::/32  198.51.100.7##",
                "192.0.2.5/24,2001:db8::5/32,198.51.100.7/32"
            })
    @DisplayName(
            "Company networks may be separated as lists usually are, and a network may be given by a host with a mask")
    void companyNetworksAreParsedInAnyNotation(String text) {
        MfaSettings settings = MfaSettings.parse(Map.of("companyNetworks", text));
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.companyNetworks())
                .containsExactlyElementsOf(Stream.of("192.0.2.0/24", "2001:db8::/32", "198.51.100.7")
                        .map(Cidr::parse)
                        .map(Optional::orElseThrow)
                        .toList());
    }

    @Test
    void aDeviceIsKnownForNinetyDaysOfDisuseAndAYearUnlessTheSettingsSayOtherwise() {
        assertThat(MfaSettings.parse(Map.of()).deviceLife())
                .isEqualTo(new DeviceLife(Duration.ofDays(90), Duration.ofDays(365)));
        assertThat(MfaSettings.parse(Map.of("deviceLifetime", "1", "deviceMaxAge", "1095"))
                        .deviceLife())
                .isEqualTo(new DeviceLife(Duration.ofDays(1), Duration.ofDays(1095)));
    }

    @Test
    void emptyFieldsMeanTheDefaults() {
        MfaSettings settings = MfaSettings.parse(Map.of("targetRate", "", "threshold", " "));
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.targetRate()).isEqualTo(5);
    }

    @Test
    void companyNetworksAreReadAsTheAdminConsoleJoinsThem() {
        MfaSettings settings = MfaSettings.parse(Map.of("companyNetworks", "10.0.0.0/8##2001:db8::/32, 192.0.2.7"));
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.companyNetworks()).hasSize(3);
    }

    private static Facts facts(MfaRequirement requirement, List<RiskContribution> reasons) {
        return new Facts(
                requirement, false, false, new Assessment(reasons, History.NONE), true, true, true, () -> true);
    }

    private static MfaDecision decide(List<RiskContribution> reasons, History history) {
        return MfaDecisionPolicy.decide(
                ENFORCE,
                USUAL,
                new Facts(
                        MfaRequirement.IF_SUSPICIOUS,
                        false,
                        false,
                        new Assessment(reasons, history),
                        true,
                        true,
                        true,
                        () -> true));
    }

    private static MfaDecision decide(MfaSettings settings, double score, boolean deviceKnown, History history) {
        return MfaDecisionPolicy.decide(
                settings,
                USUAL,
                new Facts(
                        MfaRequirement.IF_SUSPICIOUS,
                        false,
                        false,
                        assessment(score, deviceKnown, history),
                        true,
                        true,
                        true,
                        () -> true));
    }

    private static Assessment assessment(double score, boolean deviceKnown, History history) {
        RiskContribution network = new RiskContribution(Kind.NETWORK_NEW, score);
        return new Assessment(
                deviceKnown ? List.of(network, new RiskContribution(Kind.DEVICE_KNOWN, 0)) : List.of(network), history);
    }
}
