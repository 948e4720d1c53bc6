package dev.gatehouse.mfa.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.model.Failures;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.model.Logins;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemedyTest {

    private static final int DAYS = 20;

    @Test
    void whoHasFewLoginsNeedsToWait() {
        assertThat(Remedy.of(Profile.EMPTY, Logins.START)).isEqualTo(Remedy.WAIT);
    }

    @Test
    void whoseClientsKeepNoTokenShouldKeepOne() {
        assertThat(remedy(DeviceRecognition.UNKNOWN, false)).isEqualTo(Remedy.KEEP_DEVICE);
        assertThat(remedy(DeviceRecognition.UNKNOWN, true)).isEqualTo(Remedy.KEEP_DEVICE);
    }

    @Test
    void whoIsKnownButAlwaysElsewhereNeedsAKnownNetwork() {
        assertThat(remedy(DeviceRecognition.KNOWN, true)).isEqualTo(Remedy.KNOWN_NETWORK);
    }

    @Test
    void whoseHabitsAreOrdinaryIsChallengedByARule() {
        assertThat(remedy(DeviceRecognition.KNOWN, false)).isEqualTo(Remedy.CHECK_SETTINGS);
    }

    private static Remedy remedy(DeviceRecognition device, boolean isAlwaysElsewhere) {
        Profile profile = Profile.EMPTY;
        Instant now = Logins.START;
        for (int day = 0; day < DAYS; day++) {
            now = now.plus(Duration.ofDays(1));
            String prefix = isAlwaysElsewhere ? "p" + day : "p";
            Network network = new Network(prefix, prefix, "AS1", "NL", Network.Listing.NONE, Optional.empty());
            profile =
                    profile.learn(new LoginAttempt(now, network, Logins.usual().userAgent(), device, Failures.NONE));
        }
        return Remedy.of(profile, now);
    }
}
