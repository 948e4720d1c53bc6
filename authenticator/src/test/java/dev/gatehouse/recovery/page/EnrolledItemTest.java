package dev.gatehouse.recovery.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keycloak.account.EnrolledCredential;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is ticked on the page "This was not me", and what is removed. */
class EnrolledItemTest {

    private static final Instant OPENED = Instant.parse("2026-11-30T10:00:00Z");

    @Test
    void whatIsYoungerThanTheFirstSessionWithoutMfaIsSuspicious() {
        assertThat(added(OPENED.plusSeconds(1)).isSuspicious(Optional.of(OPENED)))
                .isTrue();
        assertThat(added(OPENED).isSuspicious(Optional.of(OPENED)))
                .as("in the same second")
                .isTrue();
        assertThat(added(OPENED.minusSeconds(1)).isSuspicious(Optional.of(OPENED)))
                .isFalse();
    }

    @Test
    void whatHasNoDateIsSuspicious() {
        assertThat(item(Optional.empty(), true).isSuspicious(Optional.of(OPENED)))
                .isTrue();
    }

    @Test
    void whereNoSuchSessionIsLeftEverythingIsSuspicious() {
        assertThat(added(OPENED.minusSeconds(1)).isSuspicious(Optional.empty())).isTrue();
    }

    @Test
    void whatCannotBeRemovedIsNotTicked() {
        assertThat(item(Optional.empty(), false).isSuspicious(Optional.empty())).isFalse();
    }

    private static EnrolledCredentialsView.Item added(Instant since) {
        return item(Optional.of(since), true);
    }

    private static EnrolledCredentialsView.Item item(Optional<Instant> since, boolean isRemovable) {
        return new EnrolledCredentialsView.Item(
                "link:x", EnrolledCredential.ofProvider("X"), "", since, isRemovable, "mark");
    }

    @Test
    void whatWasNotShownIsRemovedAndOfTheRestWhatIsTicked() {
        String shown = EnrolledCredentialsView.Choice.shown(Stream.of("1", "2"));
        EnrolledCredentialsView.Choice choice =
                new EnrolledCredentialsView.Choice(List.of("credential:1"), Optional.of(shown));
        assertThat(choice.removes(marked("credential:1", "1"))).as("ticked").isTrue();
        assertThat(choice.removes(marked("link:x", "2")))
                .as("shown and not ticked")
                .isFalse();
        assertThat(choice.removes(marked("link:x", "3")))
                .as("another in its place")
                .isTrue();
        assertThat(new EnrolledCredentialsView.Choice(List.of(), Optional.of("")).removes(marked("link:x", "2")))
                .as("not shown")
                .isTrue();
        assertThat(new EnrolledCredentialsView.Choice(List.of(), Optional.empty()).removes(marked("link:x", "2")))
                .as("a page of a version before")
                .isFalse();
    }

    private static EnrolledCredentialsView.Item marked(String id, String mark) {
        return new EnrolledCredentialsView.Item(
                id, EnrolledCredential.ofProvider("X"), "", Optional.empty(), true, mark);
    }

    @Test
    void ofVeryManyOnlyTheOldestAreShown() {
        List<EnrolledCredentialsView.Item> many = IntStream.range(0, 1000)
                .mapToObj(number -> added(OPENED.minusSeconds(number)))
                .toList();
        assertThat(EnrolledCredentialsView.oldest(many))
                .hasSize(100)
                .extracting(item -> item.since().orElseThrow())
                .contains(OPENED.minusSeconds(999))
                .doesNotContain(OPENED);
        assertThat(EnrolledCredentialsView.oldest(many.subList(0, 100))).isEqualTo(many.subList(0, 100));
    }
}
