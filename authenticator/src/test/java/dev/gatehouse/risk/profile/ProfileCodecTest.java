package dev.gatehouse.risk.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gatehouse.risk.model.AnyLogins;
import dev.gatehouse.risk.model.Assessment;
import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.model.Failures;
import dev.gatehouse.risk.model.LikelihoodRatioModel;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.model.Logins;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.Population;
import dev.gatehouse.risk.model.Profile;
import dev.gatehouse.risk.model.Proof;
import dev.gatehouse.risk.model.RiskContribution;
import dev.gatehouse.risk.model.RiskModel;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.model.UserAgent.DeviceType;
import dev.gatehouse.risk.profile.ProfileCodec.UnreadableProfileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileCodecTest {

    private static final Instant START = Logins.START;
    private static final RiskModel MODEL = new LikelihoodRatioModel();

    @Test
    void decodingReturnsTheEncodedProfile() throws UnreadableProfileException {
        // Encoding rounds weights to thousandths and times to minutes.
        Profile profile = ProfileCodec.decode(ProfileCodec.encode(filled("Firefox", "Linux")));
        assertThat(ProfileCodec.decode(ProfileCodec.encode(profile))).isEqualTo(profile);
        assertThat(profile.prefixes().seen().keySet())
                .isEqualTo(filled("Firefox", "Linux").prefixes().seen().keySet());
        assertThat(profile.versions())
                .hasSize(10)
                .isEqualTo(filled("Firefox", "Linux").versions());
        assertThat(profile.latest()).isEqualTo(filled("Firefox", "Linux").latest());
        assertThat(ProfileCodec.decode(ProfileCodec.encode(Profile.EMPTY))).isEqualTo(Profile.EMPTY);
    }

    @Property(tries = 200)
    void aDecodedProfileScoresTheSame(
            @ForAll("plausible") @Size(max = 60) List<LoginAttempt> history,
            @ForAll("any") LoginAttempt next,
            @ForAll @LongRange(min = 0, max = 170 * 24 * 60) long minutesLater)
            throws UnreadableProfileException {
        Profile profile = AnyLogins.learned(history);
        Profile readBack = ProfileCodec.decode(ProfileCodec.encode(profile));
        Instant later = profile.activity()
                .map(activity -> activity.last().plus(Duration.ofMinutes(minutesLater)))
                .orElse(START);
        LoginAttempt attempt = Logins.when(next, later);
        Assessment before = MODEL.assess(attempt, profile, Population.uniform());
        Assessment after = MODEL.assess(attempt, readBack, Population.uniform());
        assertThat(after.score()).isCloseTo(before.score(), within(0.02));
        assertThat(after.history()).isEqualTo(before.history());
        assertThat(after.contributions())
                .extracting(RiskContribution::kind)
                .isEqualTo(before.contributions().stream()
                        .map(RiskContribution::kind)
                        .toList());
    }

    @Test
    void aFullProfileWithTheLongestNamesFitsIntoARow() {
        assertThat(ProfileCodec.encode(filled("\u2603".repeat(300), "\ud83d\udd12".repeat(300))))
                .hasSizeLessThanOrEqualTo(ProfileCodec.MAX_LENGTH)
                .matches("\\p{ASCII}*");
    }

    @Property(tries = 200)
    void aProfileFitsIntoARowForAnyInput(@ForAll("hostile") @Size(max = 200) List<LoginAttempt> history)
            throws UnreadableProfileException {
        String text = ProfileCodec.encode(AnyLogins.learned(history));
        assertThat(text).hasSizeLessThanOrEqualTo(ProfileCodec.MAX_LENGTH).matches("\\p{ASCII}*");
        assertThat(ProfileCodec.encode(ProfileCodec.decode(text))).hasSameSizeAs(text);
    }

    @Test
    void aProfileFitsIntoARowAlsoAfterManyThousandLogins() {
        Profile profile = filled("\u2603".repeat(300), "\ud83d\udd12".repeat(300));
        for (int number = 0; number < 20_000; number++) {
            profile = profile.learn(
                    login(number % 40, START.plusSeconds(40 * 3600 + number), "b".repeat(90), "s".repeat(90)));
        }
        assertThat(ProfileCodec.encode(profile)).hasSizeLessThanOrEqualTo(ProfileCodec.MAX_LENGTH);
        assertThat(profile.logins(START.plusSeconds(40 * 3600 + 20_000))).isGreaterThan(20_000);
    }

    @Test
    void aProfileOfAnEarlierVersionOfGatehouseIsRead() throws UnreadableProfileException {
        Profile profile = ProfileCodec.decode("""
                {"v":1,"habit":[4.5,3,1780000000,1780600000],"prefixes":{"00c0ffee00c0ffee":[3.0,1,1780600000],"0123456789abcdef":[1.0,0,1780300000]},
                "countries":{"NL":[4.5,1,1780600000]},"systems":{"Linux/D":[4.5,1,1780600000]},"browsers":{"Firefox/Linux/D":[4.5,1,1780600000]}}
                """);
        Instant now = Instant.ofEpochSecond(1780600000);
        assertThat(profile.history(now)).isEqualTo(Assessment.History.ESTABLISHED);
        assertThat(profile.logins(now)).isEqualTo(4.5);
        Network known = Logins.network("any", "00c0ffee00c0ffee", "AS1", "NL");
        LoginAttempt attempt = Logins.when(Logins.from(Logins.usual(), known), now);
        assertThat(MODEL.assess(attempt, profile, Population.uniform()).contributions())
                .extracting(RiskContribution::kind)
                .containsExactly(
                        RiskContribution.Kind.NETWORK_KNOWN,
                        RiskContribution.Kind.BROWSER_KNOWN,
                        RiskContribution.Kind.DEVICE_UNKNOWN);
        assertThat(profile.prefixes().weight("0123456789abcdef", Instant.ofEpochSecond(1780300000)))
                .isEqualTo(0.5);
        assertThat(ProfileCodec.encode(profile.learn(attempt))).startsWith("{\"v\":2");
    }

    @Test
    void aProfileOfTheFirstReleaseIsReadAndKept() throws UnreadableProfileException {
        Profile profile = ProfileCodec.decode("""
                {"v":2,"habit":[40,3,1780000000,1780600000,30,10],"latest":[1780600000,"NL","192.0.2.0/24","NONE"],"addresses":{"192.0.2.1":[40,1,0]},
                "prefixes":{"192.0.2.0/24":[40,1,0]},"asns":{"AS1/NL":[40,1,0]},"countries":{"NL":[40,1,0]},"browsers":{"Firefox/Linux/D":[40,1,0,140]}}
                """);
        Instant now = Instant.ofEpochSecond(1780600000);
        assertThat(profile.novelties()).isEmpty();
        assertThat(profile.proven()).isZero();
        assertThat(profile.history(now)).isEqualTo(Assessment.History.ESTABLISHED);
        Profile next = ProfileCodec.decode(
                ProfileCodec.encode(profile.learn(Logins.when(Logins.usual(), now), Proof.FOR_SCORE)));
        assertThat(next.logins(now)).isEqualTo(41);
        assertThat(next.novelties()).hasSize(1);
        assertThat(next.proven()).isEqualTo(1);
        assertThat(profile.scoreChallenges(now)).isZero();
        assertThat(next.scoreChallenges(now)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"v\":3}",
                "{\"v\":2}",
                "{\"v\":1}",
                "not json",
                "{\"v\":1,\"prefixes\":[]}",
                "{\"v\":1,\"prefixes\":{\"a\":[1,1]},\"countries\":{},\"systems\":{},\"browsers\":{}}",
                "{\"v\":1,\"prefixes\":{\"a\":[\"x\",1,1]},\"countries\":{},\"systems\":{},\"browsers\":{}}",
                "{\"v\":1,\"habit\":[1,1,1],\"prefixes\":{},\"countries\":{},\"systems\":{},\"browsers\":{}}",
                "{\"v\":1,\"habit\":[-1,1,1,1],\"prefixes\":{},\"countries\":{},\"systems\":{},\"browsers\":{}}",
                "{\"v\":1,\"habit\":[1,1,1,9223372036854775807],\"prefixes\":{},\"countries\":{},\"systems\":{},\"browsers\":{}}",
                "{\"v\":2,\"addresses\":{},\"prefixes\":{},\"asns\":{},\"countries\":{}}",
                "{\"v\":2,\"addresses\":{\"a\":[1,1,9223372036854775807]},\"prefixes\":{},\"asns\":{},\"countries\":{},\"browsers\":{}}",
                "{\"v\":2,\"addresses\":{},\"prefixes\":{},\"asns\":{},\"countries\":{},\"browsers\":{\"a\":[1,1,1,99999999999]}}",
                "{\"v\":2,\"latest\":[1,\"NL\",\"a\",\"SOMETHING\"],\"addresses\":{},\"prefixes\":{},\"asns\":{},\"countries\":{},\"browsers\":{}}",
                "{\"v\":2,\"latest\":[1,\"NL\",\"a\",\"NONE\",91,0],\"addresses\":{},\"prefixes\":{},\"asns\":{},\"countries\":{},\"browsers\":{}}",
                "{\"v\":2,\"addresses\":{},\"prefixes\":{},\"asns\":{\"a\":[1,1,1,[-1,0]]},\"countries\":{},\"browsers\":{}}",
                "{\"v\":2,\"addresses\":{},\"prefixes\":{},\"asns\":{\"a\":[1,1,1,7]},\"countries\":{},\"browsers\":{}}",
                "{\"v\":2,\"habit\":[1,1,1,1],\"addresses\":{},\"prefixes\":{},\"asns\":{},\"countries\":{},\"browsers\":{}}"
            })
    void invalidTextIsNeverAcceptedAsAProfile(String text) {
        assertThatThrownBy(() -> ProfileCodec.decode(text)).isInstanceOf(UnreadableProfileException.class);
    }

    @Property
    void anyTextIsEitherAProfileOrRejected(@ForAll String text) {
        try {
            ProfileCodec.decode(text);
        } catch (UnreadableProfileException rejected) {
            assertThat(rejected).hasMessageContaining("profile");
        }
    }

    @Test
    void onlyANewerFormatIsDistinguishedFromDamage() {
        assertThatThrownBy(() -> ProfileCodec.decode("{\"v\":3}"))
                .isInstanceOfSatisfying(UnreadableProfileException.class, e -> assertThat(e.isNewerFormat())
                        .isTrue());
        assertThatThrownBy(() -> ProfileCodec.decode("{\"v\":2}"))
                .isInstanceOfSatisfying(UnreadableProfileException.class, e -> assertThat(e.isNewerFormat())
                        .isFalse());
    }

    private static Profile filled(String browser, String system) {
        Profile profile = Profile.EMPTY;
        for (int number = 0; number < 40; number++) {
            profile =
                    profile.learn(login(number, START.plusSeconds(number * 3600L), number + browser, number + system));
        }
        return profile;
    }

    private static LoginAttempt login(int number, Instant time, String browser, String system) {
        Network network = Logins.network(
                String.format("a%015x", number),
                String.format("b%015x", number),
                "AS" + (4294967200L + number),
                String.valueOf((char) ('A' + number % 26)) + "X");
        return new LoginAttempt(
                time,
                Logins.at(network, -77.12, -177.12),
                new UserAgent(browser, 90_000 + number, system, DeviceType.MOBILE),
                DeviceRecognition.UNKNOWN,
                Failures.NONE);
    }

    @Provide
    Arbitrary<List<LoginAttempt>> plausible() {
        return AnyLogins.plausible().list();
    }

    @Provide
    Arbitrary<LoginAttempt> any() {
        return AnyLogins.plausible();
    }

    @Provide
    Arbitrary<List<LoginAttempt>> hostile() {
        return AnyLogins.hostile().list();
    }
}
