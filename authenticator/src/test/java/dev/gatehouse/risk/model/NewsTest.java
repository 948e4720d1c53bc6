package dev.gatehouse.risk.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which logins a user is notified of. */
class NewsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UserAgent FIREFOX = new UserAgent("Firefox", 140, "Linux", UserAgent.DeviceType.DESKTOP);
    private static final UserAgent SAFARI = new UserAgent("Safari", 18, "iOS", UserAgent.DeviceType.MOBILE);
    private static final Profile AT_HOME = Profile.EMPTY.learn(attempt(FIREFOX, "NL", DeviceRecognition.UNKNOWN, NOON));

    @Test
    void theFirstLoginIsNotNews() {
        assertThat(Profile.EMPTY.isNews(attempt(FIREFOX, "NL", DeviceRecognition.UNKNOWN, NOON)))
                .isFalse();
    }

    @Test
    void aUsualLoginIsNotNewsEvenOnANewNetwork() {
        assertThat(AT_HOME.isNews(attempt(FIREFOX, "NL", DeviceRecognition.UNKNOWN, NOON.plusSeconds(60))))
                .isFalse();
    }

    @Test
    void aNewBrowserIsNewsUnlessTheDeviceIsKnown() {
        assertThat(AT_HOME.isNews(attempt(SAFARI, "NL", DeviceRecognition.UNKNOWN, NOON.plusSeconds(60))))
                .isTrue();
        assertThat(AT_HOME.isNews(attempt(SAFARI, "NL", DeviceRecognition.KNOWN, NOON.plusSeconds(60))))
                .isFalse();
        assertThat(AT_HOME.isNews(attempt(SAFARI, "NL", DeviceRecognition.REPLAYED, NOON.plusSeconds(60))))
                .isTrue();
    }

    @Test
    void aNewCountryIsNewsEvenOnAKnownDeviceButAnUnknownCountryIsNot() {
        assertThat(AT_HOME.isNews(attempt(FIREFOX, "JP", DeviceRecognition.KNOWN, NOON.plusSeconds(60))))
                .isTrue();
        assertThat(AT_HOME.isNews(
                        attempt(FIREFOX, Network.UNKNOWN_COUNTRY, DeviceRecognition.KNOWN, NOON.plusSeconds(60))))
                .isFalse();
        assertThat(AT_HOME.isNews(attempt(FIREFOX, Network.PRIVATE, DeviceRecognition.KNOWN, NOON.plusSeconds(60))))
                .isFalse();
    }

    @Test
    void afterHalfAYearWithoutLoginsNothingIsNews() {
        assertThat(AT_HOME.isNews(attempt(SAFARI, "JP", DeviceRecognition.UNKNOWN, NOON.plus(Duration.ofDays(200)))))
                .isFalse();
    }

    private static LoginAttempt attempt(UserAgent userAgent, String country, DeviceRecognition device, Instant time) {
        return new LoginAttempt(time, Logins.network("n", "n", "AS1", country), userAgent, device, Failures.NONE);
    }
}
