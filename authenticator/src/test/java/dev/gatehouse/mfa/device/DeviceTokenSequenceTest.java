package dev.gatehouse.mfa.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.risk.profile.DeviceTokenRotations;
import dev.gatehouse.risk.profile.DeviceTokenRotations.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Plays devices, answers that are lost, and thieves, against the server's record of one device. */
class DeviceTokenSequenceTest {

    private static final String DEVICE = "0f3a1c55-2b7e-4a37-9d6e-1f0c5f0e8a11";
    private static final String HOME = "0123456789abcdef";
    private static final String CARRIER = "fedcba9876543210";
    private static final Instant START = Instant.parse("2026-05-05T10:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);

    private DeviceTokenRotations stored = DeviceTokenRotations.NONE;
    private Instant now = START;

    @Test
    void anAppThatGetsEveryAnswerIsAccepted() {
        DeviceToken token = first(true);
        for (int login = 1; login <= 20; login++) {
            token = login(token, login % 2 == 0 ? HOME : CARRIER).orElseThrow();
            later(Duration.ofDays(1));
        }
        assertThat(token.getNumber()).isEqualTo(20);
    }

    @Test
    @DisplayName("An app whose answers are lost sends the same token from elsewhere and a month later, and is accepted")
    void anAppWhoseAnswersAreLostIsAccepted() {
        DeviceToken token = login(first(true), HOME).orElseThrow();
        for (int lost = 1; lost <= 5; lost++) {
            assertThat(login(token, lost % 2 == 0 ? HOME : CARRIER)).isPresent();
            later(MONTH);
        }
        DeviceToken received = login(token, "0011223344556677").orElseThrow();
        later(MONTH);
        assertThat(login(received, HOME)).isPresent();
        assertThat(login(token, CARRIER)).as("the next one was seen").isEmpty();
    }

    @Test
    void aCallThatIsRepeatedAtOnceGetsTheSameToken() {
        DeviceToken token = login(first(true), HOME).orElseThrow();
        DeviceToken one = login(token, HOME).orElseThrow();
        DeviceToken other = login(token, HOME).orElseThrow();
        assertThat(other.getNumber()).isEqualTo(one.getNumber());
        assertThat(login(one, CARRIER)).isPresent();
    }

    @Test
    void anOldTokenIsNotAcceptedFromAnywhere() {
        DeviceToken stolen = first(true);
        DeviceToken token = login(stolen, HOME).orElseThrow();
        login(token, HOME);
        assertThat(login(stolen, HOME)).isEmpty();
        assertThat(login(stolen, CARRIER)).isEmpty();
    }

    @Test
    @DisplayName("A thief and an owner who both have the latest token: the second of them to come again is challenged")
    void aCopyIsNoticedWhoeverComesFirst() {
        DeviceToken copied = login(first(true), HOME).orElseThrow();
        DeviceToken ofThief = login(copied, CARRIER).orElseThrow();
        later(Duration.ofHours(1));
        DeviceToken ofOwner = login(copied, HOME).orElseThrow();
        later(Duration.ofHours(1));
        assertThat(login(ofOwner, HOME)).isPresent();
        assertThat(login(ofThief, CARRIER)).isEmpty();
        assertThat(login(copied, CARRIER)).isEmpty();
    }

    @Test
    void aThiefWhoComesAgainFirstIsNoticedByTheOwnersNextLogin() {
        DeviceToken copied = login(first(true), HOME).orElseThrow();
        DeviceToken ofOwner = login(copied, HOME).orElseThrow();
        later(Duration.ofHours(1));
        DeviceToken ofThief = login(copied, CARRIER).orElseThrow();
        assertThat(login(ofThief, CARRIER)).isPresent();
        assertThat(login(ofOwner, HOME)).isEmpty();
    }

    @Test
    @DisplayName("An answer that arrives after that to the repeated call makes no thief of the app")
    void aLateAnswerMakesNoThief() {
        DeviceToken kept = login(first(true), HOME).orElseThrow();
        DeviceToken late = login(kept, HOME).orElseThrow();
        DeviceToken repeated = login(kept, CARRIER).orElseThrow();
        assertThat(repeated.getNumber()).isGreaterThan(late.getNumber());
        DeviceToken next = login(late, CARRIER).orElseThrow();
        assertThat(next.getNumber()).isGreaterThan(repeated.getNumber());
        assertThat(login(next, HOME)).isPresent();
        assertThat(login(repeated, HOME)).as("whoever has it now").isEmpty();
    }

    @Test
    void theFormerTokenOfABrowserIsAcceptedForMinutesInTheSameNetworkOnly() {
        DeviceToken former = first(false);
        login(former, HOME);
        assertThat(login(former, CARRIER)).isEmpty();
        assertThat(login(former, HOME)).isPresent();
        later(Duration.ofMinutes(6));
        assertThat(login(former, HOME)).isEmpty();
    }

    @Test
    void aTokenIsAcceptedWhileTheReplacementsAreUnknown() {
        DeviceTokenSequence unknown = new DeviceTokenSequence(Optional.empty(), HOME, now);
        assertThat(unknown.isAccepted(first(false))).isTrue();
        assertThat(unknown.next(first(false)).number()).isEqualTo(1);
    }

    @Test
    void aThousandLostAnswersEndInTheSameTokenAndChallengeNobody() {
        DeviceToken token = login(first(true), HOME).orElseThrow();
        for (int lost = 0; lost < 1100; lost++) {
            later(Duration.ofHours(1));
            assertThat(login(token, HOME)).isPresent();
        }
        DeviceToken received = login(token, CARRIER).orElseThrow();
        assertThat(login(received, HOME)).isPresent();
    }

    @Property(tries = 300)
    void anAppIsNeverTakenForAThiefWhicheverAnswersAreLost(@ForAll Random random) {
        stored = DeviceTokenRotations.NONE;
        DeviceToken token = first(true);
        for (int login = 0; login < 40; login++) {
            Optional<DeviceToken> answer = login(token, random.nextBoolean() ? HOME : CARRIER);
            assertThat(answer).isPresent();
            token = random.nextInt(3) == 0 ? token : answer.orElseThrow();
            later(Duration.ofSeconds(random.nextInt(1000)));
        }
    }

    @Property(tries = 300)
    void aStolenTokenIsWorthlessOnceTwoLaterOnesWereIssuedAndSeen(@ForAll Random random) {
        stored = DeviceTokenRotations.NONE;
        List<DeviceToken> sent = new ArrayList<>(List.of(first(true)));
        for (int login = 0; login < 20; login++) {
            DeviceToken latest = sent.get(sent.size() - 1);
            DeviceToken answer =
                    login(latest, random.nextBoolean() ? HOME : CARRIER).orElseThrow();
            if (random.nextInt(4) > 0) {
                sent.add(answer);
            }
            later(Duration.ofSeconds(random.nextInt(1000)));
        }
        Assume.that(sent.size() > 2);
        int old = random.nextInt(sent.size() - 2);
        assertThat(sequence(HOME).isAccepted(sent.get(old))).isFalse();
    }

    @Property(tries = 300)
    void anAppIsNeverTakenForAThiefInWhateverOrderTheAnswersToOneTokenArrive(@ForAll Random random) {
        stored = DeviceTokenRotations.NONE;
        DeviceToken token = first(true);
        for (int login = 0; login < 20; login++) {
            List<DeviceToken> answers = new ArrayList<>();
            int calls = 1 + random.nextInt(4);
            for (int call = 0; call < calls; call++) {
                Optional<DeviceToken> answer = login(token, random.nextBoolean() ? HOME : CARRIER);
                assertThat(answer).isPresent();
                answers.add(answer.orElseThrow());
                later(Duration.ofSeconds(random.nextInt(600)));
            }
            token = answers.get(random.nextInt(answers.size()));
        }
    }

    private DeviceToken first(boolean isOfApp) {
        return new DeviceToken(DEVICE, "user", "realm", "secret", terms(isOfApp));
    }

    private DeviceToken.Terms terms(boolean isOfApp) {
        return new DeviceToken.Terms(isOfApp, now.plus(MONTH), MONTH);
    }

    /** A login with a token: what the server answers and stores; empty if the token is not accepted. */
    private Optional<DeviceToken> login(DeviceToken token, String prefix) {
        DeviceTokenSequence sequence = sequence(prefix);
        if (!sequence.isAccepted(token)) {
            return Optional.empty();
        }
        Rotation rotation = sequence.next(token);
        stored = stored.plus(DEVICE, rotation);
        return Optional.of(token.next(rotation.number(), terms(token.isOfApp())));
    }

    private DeviceTokenSequence sequence(String prefix) {
        return new DeviceTokenSequence(stored.of(DEVICE), prefix, now);
    }

    private void later(Duration by) {
        now = now.plus(by);
    }
}
