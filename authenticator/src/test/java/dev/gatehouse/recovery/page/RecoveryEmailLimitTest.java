package dev.gatehouse.recovery.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keycloak.store.InMemoryStore;
import dev.gatehouse.recovery.token.LinkPurpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Emails for one purpose do not use up the limit of another. */
class RecoveryEmailLimitTest {

    private static final Duration GAP = Duration.ofSeconds(30);

    private final InMemoryStore store = new InMemoryStore(Instant.parse("2026-01-05T12:00:00Z"));
    private Instant now = Instant.parse("2026-01-05T12:00:00Z");

    @ParameterizedTest
    @EnumSource
    void whatIsUsedUpForOnePurposeIsThereForTheOthers(LinkPurpose used) {
        for (int mail = 0; mail < 5; mail++) {
            assertThat(limit("account", used).take(now)).isTrue();
            pass(GAP);
        }
        assertThat(limit("account", used).take(now)).isFalse();
        assertThat(limit("account", used).exhaustedUntil()).isPresent();
        for (LinkPurpose other : LinkPurpose.values()) {
            assertThat(limit("account", other).take(now)).as(other.name()).isEqualTo(other != used);
        }
        assertThat(limit("another account", used).take(now)).isTrue();
        pass(Duration.ofHours(1));
        assertThat(limit("account", used).take(now)).as("an hour later").isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void theGapIsOfThePurposeToo(LinkPurpose used) {
        assertThat(limit("account", used).take(now)).isTrue();
        assertThat(limit("account", used).take(now)).isFalse();
        for (LinkPurpose other : LinkPurpose.values()) {
            assertThat(limit("account", other).exhaustedUntil().isPresent())
                    .as(other.name())
                    .isEqualTo(other == used);
        }
    }

    @Test
    void aRefusedEmailTakesNoGapAndTheHourIsToldNotTheGap() {
        Instant begin = now;
        for (int mail = 0; mail < 5; mail++) {
            assertThat(limit("account", LinkPurpose.CHANGE).take(now)).isTrue();
            assertThat(limit("account", LinkPurpose.CHANGE).exhaustedUntil())
                    .contains(mail < 4 ? now.plus(GAP) : begin.plus(Duration.ofHours(1)));
            pass(GAP);
        }
        pass(Duration.between(now, begin.plus(Duration.ofHours(1)).minusSeconds(1)));
        assertThat(limit("account", LinkPurpose.CHANGE).take(now)).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(limit("account", LinkPurpose.CHANGE).exhaustedUntil()).isEmpty();
        assertThat(limit("account", LinkPurpose.CHANGE).take(now)).isTrue();
    }

    @Test
    void accountsThatShareAMailboxGetTenEmailsTogether() {
        for (int mail = 0; mail < 10; mail++) {
            assertThat(shared("account " + mail, "mailbox").take(now)).isTrue();
        }
        RecoveryEmailLimit another = shared("another account", "mailbox");
        assertThat(another.take(now)).isFalse();
        assertThat(another.exhaustedUntil()).contains(now.plus(Duration.ofHours(1)));
        assertThat(limit("another account", LinkPurpose.RESET).take(now))
                .as("what was refused has used up nothing of the account")
                .isTrue();
        assertThat(shared("third account", "other mailbox").take(now)).isTrue();
        RecoveryEmailLimit withdrawn = shared("fourth account", "other mailbox");
        for (int mail = 0; mail < 20; mail++) {
            assertThat(withdrawn.take(now)).isTrue();
            withdrawn.giveBack();
        }
    }

    @Test
    void twoEmailsOfTheHourAreKeptForButtons() {
        for (int mail = 0; mail < 3; mail++) {
            assertThat(limit("account", LinkPurpose.CHANGE).hasSpare()).isTrue();
            assertThat(limit("account", LinkPurpose.CHANGE).take(now)).isTrue();
            pass(GAP);
        }
        assertThat(limit("account", LinkPurpose.CHANGE).hasSpare()).isFalse();
        assertThat(limit("account", LinkPurpose.CHANGE).take(now)).isTrue();
    }

    private RecoveryEmailLimit shared(String account, String mailbox) {
        return new RecoveryEmailLimit(store, account, Optional.of(mailbox), LinkPurpose.RESET, GAP);
    }

    private RecoveryEmailLimit limit(String account, LinkPurpose purpose) {
        return new RecoveryEmailLimit(store, account, Optional.empty(), purpose, GAP);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        store.moveTo(now);
    }
}
