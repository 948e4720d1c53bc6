package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.server.RemovableServer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Verifies that a realm that took no step is Keycloak's own on a server with Gatehouse's JARs: the same is done on such a server and on one
 * without, and all answers, pages, emails and events are compared.
 */
@Tag("slow")
class StockComparisonTest {

    @Test
    @DisplayName(
            "Pages, answers, emails and events of a realm that took no step are the same with and without the JARs")
    void aRealmThatTookNoStepIsKeycloaks() {
        try (RemovableServer server = new RemovableServer()) {
            // Without the JARs the server would not start with this realm.
            server.admin().send("DELETE", "", null);
            Map<String, String> with = transcript(server);
            server.startWithoutGatehouse();
            Map<String, String> without = transcript(server);
            assertThat(with.keySet()).containsExactlyElementsOf(without.keySet());
            without.forEach(
                    (step, answer) -> assertThat(with.get(step)).as(step).isEqualTo(answer));
        }
    }

    private static Map<String, String> transcript(RemovableServer server) {
        Map<String, String> both = new LinkedHashMap<>();
        for (boolean hasMailServer : new boolean[] {true, false}) {
            try (StockTranscript transcript = new StockTranscript(server, hasMailServer)) {
                transcript
                        .play()
                        .forEach((step, answer) ->
                                both.put((hasMailServer ? "with" : "without") + " a mail server: " + step, answer));
            }
        }
        return both;
    }
}
