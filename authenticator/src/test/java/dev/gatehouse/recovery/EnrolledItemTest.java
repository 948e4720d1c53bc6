package dev.gatehouse.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.factor.Enrolment;
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
        return new Enrolled.Item("link:x", Enrolment.ofProvider("X"), "", since, isRemovable, "mark");
    }

    @Test
    void whatWasNotShownIsRemovedAndOfTheRestWhatIsTicked() {
        String shown = Enrolled.Choice.shown(Stream.of("1", "2"));
        Enrolled.Choice choice = new Enrolled.Choice(List.of("credential:1"), Optional.of(shown));
        assertThat(choice.removes(marked("credential:1", "1"))).as("ticked").isTrue();
        assertThat(choice.removes(marked("link:x", "2"))).as("shown and not ticked").isFalse();
        assertThat(choice.removes(marked("link:x", "3"))).as("another in its place").isTrue();
        assertThat(new Enrolled.Choice(List.of(), Optional.of("")).removes(marked("link:x", "2"))).as("not shown").isTrue();
        assertThat(new Enrolled.Choice(List.of(), Optional.empty()).removes(marked("link:x", "2"))).as("a page of a version before").isFalse();
    }

    private static Enrolled.Item marked(String id, String mark) {
        return new Enrolled.Item(id, Enrolment.ofProvider("X"), "", Optional.empty(), true, mark);
    }

    @Test
    void ofVeryManyOnlyTheOldestAreShown() {
        List<Enrolled.Item> many = IntStream.range(0, 1000).mapToObj(number -> added(OPENED.minusSeconds(number))).toList();
        assertThat(Enrolled.oldest(many)).hasSize(100).extracting(item -> item.since().orElseThrow()).contains(OPENED.minusSeconds(999)).doesNotContain(OPENED);
        assertThat(Enrolled.oldest(many.subList(0, 100))).isEqualTo(many.subList(0, 100));
    }
}
