package dev.gatehouse.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.factor.Enrolment;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is ticked on the page "This was not me". */
class EnrolledItemTest {

    private static final Instant OPENED = Instant.parse("2026-11-30T10:00:00Z");

    @Test
    void whatIsYoungerThanTheSessionThatNobodyProvedIsSuspicious() {
        assertThat(added(OPENED.plusSeconds(1)).isSuspicious(Optional.of(OPENED))).isTrue();
        assertThat(added(OPENED).isSuspicious(Optional.of(OPENED))).as("in the same second").isTrue();
        assertThat(added(OPENED.minusSeconds(1)).isSuspicious(Optional.of(OPENED))).isFalse();
    }

    @Test
    void whatHasNoDateIsSuspicious() {
        assertThat(item(Optional.empty(), true).isSuspicious(Optional.of(OPENED))).isTrue();
    }

    @Test
    void whereNoSuchSessionIsLeftEverythingIsSuspicious() {
        assertThat(added(OPENED.minusSeconds(1)).isSuspicious(Optional.empty())).isTrue();
    }

    @Test
    void whatCannotBeRemovedIsNotTicked() {
        assertThat(item(Optional.empty(), false).isSuspicious(Optional.empty())).isFalse();
    }

    private static Enrolled.Item added(Instant since) {
        return item(Optional.of(since), true);
    }

    private static Enrolled.Item item(Optional<Instant> since, boolean isRemovable) {
        return new Enrolled.Item("link:x", Enrolment.ofProvider("X"), "", since, isRemovable);
    }
}
