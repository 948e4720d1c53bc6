package dev.gatehouse.admin.logins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keycloak.events.Event;

/** Windows follow each other without a gap and without an event twice. */
class WindowTest {

    private static Event at(String id, long time) {
        return Events.login(id, time, Map.of());
    }

    @Test
    void listsThatAreCompleteAreMergedAndNothingIsLeft() {
        StoredEvents.Window window =
                StoredEvents.merged(List.of(List.of(at("a", 30), at("b", 10)), List.of(at("c", 20))), 3);
        assertThat(window.events()).extracting(Event::getId).containsExactly("a", "c", "b");
        assertThat(window.next()).isEmpty();
    }

    @Test
    void whatIsOlderThanAListThatWasCutOffWaitsForTheNextWindow() {
        StoredEvents.Window window =
                StoredEvents.merged(List.of(List.of(at("a", 30), at("b", 20)), List.of(at("c", 25), at("d", 10))), 2);
        assertThat(window.events()).extracting(Event::getId).containsExactly("a", "c");
        assertThat(window.next()).hasValue(20);
    }

    @Test
    void aWindowWithinOneMillisecondIsReturnedOnce() {
        StoredEvents.Window window = StoredEvents.merged(List.of(List.of(at("a", 5), at("b", 5))), 2);
        assertThat(window.events()).hasSize(2);
        assertThat(window.next()).hasValue(4);
    }

    @Test
    void allWindowsTogetherHaveEachEventOnce() {
        Random random = new Random(4711);
        List<Event> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(at("e" + i, random.nextInt(150)));
        }
        all.sort((one, other) -> Long.compare(other.getTime(), one.getTime()));
        Set<String> seen = new HashSet<>();
        OptionalLong until = OptionalLong.of(Long.MAX_VALUE);
        while (until.isPresent()) {
            long newest = until.getAsLong();
            List<Event> read = all.stream()
                    .filter(event -> event.getTime() <= newest)
                    .limit(20)
                    .toList();
            StoredEvents.Window window = StoredEvents.merged(List.of(read), 20);
            window.events().forEach(event -> assertThat(seen.add(event.getId())).isTrue());
            until = window.next();
        }
        assertThat(seen).hasSize(300);
    }
}
