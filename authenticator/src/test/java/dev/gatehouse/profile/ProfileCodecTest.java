package dev.gatehouse.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.profile.ProfileCodec.UnreadableProfileException;
import dev.gatehouse.risk.DeviceRecognition;
import dev.gatehouse.risk.LoginAttempt;
import dev.gatehouse.risk.Network;
import dev.gatehouse.risk.Profile;
import dev.gatehouse.risk.UserAgent;
import dev.gatehouse.risk.UserAgent.DeviceType;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileCodecTest {

    private static final Instant START = Instant.parse("2026-06-01T08:00:00Z");

    @Test
    void whatIsWrittenIsReadBack() throws UnreadableProfileException {
        // Weights are rounded to a thousandth when they are written.
        Profile profile = ProfileCodec.decode(ProfileCodec.encode(filled("Firefox", "Linux")));
        assertThat(ProfileCodec.decode(ProfileCodec.encode(profile))).isEqualTo(profile);
        assertThat(profile.prefixes().seen().keySet()).isEqualTo(filled("Firefox", "Linux").prefixes().seen().keySet());
        assertThat(ProfileCodec.decode(ProfileCodec.encode(Profile.EMPTY))).isEqualTo(Profile.EMPTY);
    }

    @Test
    void aFullProfileWithTheLongestNamesFitsIntoARow() {
        assertThat(ProfileCodec.encode(filled("\u2603".repeat(300), "\ud83d\udd12".repeat(300))))
                .hasSizeLessThanOrEqualTo(ProfileCodec.MAX_LENGTH)
                .matches("\\p{ASCII}*");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "null", "[]", "{}", "{\"v\":2}", "{\"v\":1}", "not json", "{\"v\":1,\"prefixes\":[]}",
        "{\"v\":1,\"prefixes\":{\"a\":[1,1]},\"countries\":{},\"systems\":{},\"browsers\":{}}",
        "{\"v\":1,\"prefixes\":{\"a\":[\"x\",1,1]},\"countries\":{},\"systems\":{},\"browsers\":{}}",
        "{\"v\":1,\"habit\":[1,1,1],\"prefixes\":{},\"countries\":{},\"systems\":{},\"browsers\":{}}",
        "{\"v\":1,\"habit\":[-1,1,1,1],\"prefixes\":{},\"countries\":{},\"systems\":{},\"browsers\":{}}"
    })
    void damagedTextIsNeverTakenForAProfile(String text) {
        assertThatThrownBy(() -> ProfileCodec.decode(text)).isInstanceOf(UnreadableProfileException.class);
    }

    @Property
    void anyTextIsEitherAProfileOrRefused(@ForAll String text) {
        try {
            ProfileCodec.decode(text);
        } catch (UnreadableProfileException refused) {
            assertThat(refused).hasMessageContaining("profile");
        }
    }

    private static Profile filled(String browser, String system) {
        Profile profile = Profile.EMPTY;
        for (int number = 0; number < 40; number++) {
            profile = profile.learn(new LoginAttempt(
                    START.plusSeconds(number * 3600L),
                    new Network(String.format("%016x", number), String.valueOf((char) ('A' + number % 26)) + "X"),
                    new UserAgent(number + browser, number + system, DeviceType.MOBILE),
                    DeviceRecognition.UNKNOWN));
        }
        return profile;
    }
}
