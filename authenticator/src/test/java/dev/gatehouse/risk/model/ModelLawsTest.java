package dev.gatehouse.risk.model;

import static dev.gatehouse.risk.model.AnyLogins.learned;
import static dev.gatehouse.risk.model.Logins.from;
import static dev.gatehouse.risk.model.Logins.on;
import static dev.gatehouse.risk.model.Logins.when;
import static dev.gatehouse.risk.model.Logins.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Invariants of the model and of profiles for any input. */
class ModelLawsTest {

    private static final double ROUNDING = 1e-9;

    private final RiskModel model = new LikelihoodRatioModel();

    @Property(tries = 300)
    void scoringNeverFailsAndTheContributionsAddUpToAFiniteScore(
            @ForAll("hostile") @Size(max = 30) List<LoginAttempt> history,
            @ForAll("hostile") List<LoginAttempt> others,
            @ForAll("anyHostile") LoginAttempt next) {
        PopulationCounts counts = new PopulationCounts();
        others.forEach(attempt -> counts.add(attempt, true));
        for (Population population : List.of(Population.uniform(), counts)) {
            Assessment assessment = model.assess(next, learned(history), population);
            assertThat(assessment.score()).isFinite();
            assertThat(assessment.contributions())
                    .isNotEmpty()
                    .allSatisfy(contribution -> assertThat(contribution.nats()).isFinite());
            assertThat(assessment.contributions().stream()
                            .mapToDouble(RiskContribution::nats)
                            .sum())
                    .isEqualTo(assessment.score());
            assertThat(assessment.contributions())
                    .extracting(RiskContribution::kind)
                    .doesNotHaveDuplicates();
        }
    }

    @Property(tries = 300)
    void repeatingALoginNeverMakesItMoreSuspicious(
            @ForAll("plausible") @Size(min = 1, max = 40) List<LoginAttempt> history) {
        Profile profile = learned(history);
        LoginAttempt same = when(
                history.get(history.size() - 1),
                profile.activity().orElseThrow().last());
        double before = score(same, profile);
        double after = score(same, profile.learn(same));
        assertThat(after).isLessThanOrEqualTo(before + ROUNDING);
    }

    @Property(tries = 300)
    void aKnownNetworkInPlaceOfAnUnknownOneNeverMakesALoginMoreSuspicious(
            @ForAll("unlisted") @Size(min = 1, max = 40) List<LoginAttempt> history,
            @ForAll("anyUnlisted") LoginAttempt next) {
        Profile profile = learned(history);
        LoginAttempt later = when(next, AnyLogins.later(profile));
        Network known = history.get(history.size() - 1).network();
        String asn = known.asn();
        Network elsewhere = Logins.network("new", "new", asn.equals(Network.UNKNOWN_ASN) ? asn : "AS-new", "ZZ");
        Network sameCountry = Logins.network("new", "new", elsewhere.asn(), known.country());
        Network sameProvider = Logins.network("new", "new", asn, known.country());
        Network samePrefix = Logins.network("new", known.prefix(), asn, known.country());
        double score = Double.POSITIVE_INFINITY;
        for (Network closer : List.of(elsewhere, sameCountry, sameProvider, samePrefix, known)) {
            double closerScore = score(from(later, closer), profile);
            assertThat(closerScore).as("%s", closer).isLessThanOrEqualTo(score + ROUNDING);
            score = closerScore;
        }
    }

    @Property(tries = 300)
    void aKnownBrowserInPlaceOfAnUnknownOneNeverMakesALoginMoreSuspicious(
            @ForAll("unlisted") @Size(min = 1, max = 40) List<LoginAttempt> history,
            @ForAll("anyUnlisted") LoginAttempt next) {
        Profile profile = learned(history);
        LoginAttempt later = when(next, AnyLogins.later(profile));
        UserAgent seen = history.get(history.size() - 1).userAgent();
        UserAgent known = new UserAgent(
                seen.browser(),
                profile.versions().getOrDefault(BoundedNames.browser(seen), 0),
                seen.operatingSystem(),
                seen.deviceType());
        UserAgent otherSystem = new UserAgent("Lynx", 1, "Plan 9", seen.deviceType());
        UserAgent sameSystem = new UserAgent("Lynx", 1, seen.operatingSystem(), seen.deviceType());
        UserAgent sameBrowser = new UserAgent(seen.browser(), 0, seen.operatingSystem(), seen.deviceType());
        double score = Double.POSITIVE_INFINITY;
        for (UserAgent closer : List.of(otherSystem, sameSystem, sameBrowser, known)) {
            double closerScore = score(with(later, closer), profile);
            assertThat(closerScore).as("%s", closer).isLessThanOrEqualTo(score + ROUNDING);
            score = closerScore;
        }
    }

    @Property(tries = 300)
    void aKnownDeviceInPlaceOfAnUnknownOneNeverMakesALoginMoreSuspicious(
            @ForAll("plausible") @Size(max = 40) List<LoginAttempt> history,
            @ForAll("anyPlausible") LoginAttempt next) {
        Profile profile = learned(history);
        double known = score(on(next, DeviceRecognition.KNOWN), profile);
        double seen = score(on(next, DeviceRecognition.SEEN), profile);
        double unknown = score(on(next, DeviceRecognition.UNKNOWN), profile);
        double replayed = score(on(next, DeviceRecognition.REPLAYED), profile);
        assertThat(known).isLessThanOrEqualTo(seen + ROUNDING);
        assertThat(seen).isLessThanOrEqualTo(unknown + ROUNDING);
        assertThat(unknown).isLessThanOrEqualTo(replayed + ROUNDING);
    }

    @Property(tries = 100)
    void aProfileStaysBounded(@ForAll("hostile") @Size(min = 60, max = 200) List<LoginAttempt> history) {
        Profile profile = learned(history);
        assertThat(profile.addresses().seen()).hasSizeLessThanOrEqualTo(20);
        assertThat(profile.prefixes().seen()).hasSizeLessThanOrEqualTo(20);
        assertThat(profile.asns().seen()).hasSizeLessThanOrEqualTo(10);
        assertThat(profile.asns().seen().keySet())
                .containsAll(profile.novelties().keySet());
        assertThat(profile.countries().seen()).hasSizeLessThanOrEqualTo(5);
        assertThat(profile.browsers().seen()).hasSizeLessThanOrEqualTo(10);
        assertThat(profile.browsers().seen().keySet())
                .containsAll(profile.versions().keySet());
    }

    @Property(tries = 100)
    void theSameLoginsMakeTheSameProfile(@ForAll("plausible") @Size(min = 40, max = 100) List<LoginAttempt> history) {
        Instant once = Logins.START;
        List<LoginAttempt> atOnce =
                history.stream().map(attempt -> when(attempt, once)).toList();
        assertThat(learned(atOnce)).isEqualTo(learned(atOnce));
    }

    private double score(LoginAttempt attempt, Profile profile) {
        return model.assess(attempt, profile, Population.uniform()).score();
    }

    @Provide
    Arbitrary<List<LoginAttempt>> plausible() {
        return AnyLogins.plausible().list();
    }

    @Provide
    Arbitrary<LoginAttempt> anyPlausible() {
        return AnyLogins.plausible();
    }

    @Provide
    Arbitrary<List<LoginAttempt>> unlisted() {
        return AnyLogins.unlisted().list();
    }

    @Provide
    Arbitrary<LoginAttempt> anyUnlisted() {
        return AnyLogins.unlisted();
    }

    @Provide
    Arbitrary<List<LoginAttempt>> hostile() {
        return AnyLogins.hostile().list();
    }

    @Provide
    Arbitrary<LoginAttempt> anyHostile() {
        return AnyLogins.hostile();
    }
}
