package dev.gatehouse.it.recovery.situations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Rewrites {@code docs/reports/recovery.md}. It runs by {@code scripts/update-recovery-table} only, not with the tests. Each half keeps the
 * column of the other, and the cells of the rows that were not played.
 */
class RecoveryTable {

    /** Selects the rows to play: those whose situation matches. */
    private static final Pattern CHOSEN = Pattern.compile(System.getProperty("gatehouse.recovery-rows", ""));

    @Test
    void keycloakAlone() throws IOException {
        try (TestServer server = TestServer.stock()) {
            rewrite(new StockSide(server), RecoveryDocument.Column.STOCK);
        }
    }

    @Test
    void withGatehouse() throws IOException {
        rewrite(new GatehouseSide(TestServer.shared()), RecoveryDocument.Column.GATEHOUSE);
    }

    private static void rewrite(RecoverySide side, RecoveryDocument.Column column) throws IOException {
        List<RecoveryCase> chosen = RecoveryMatrix.CASES.stream()
                .filter(each -> CHOSEN.matcher(each.situation()).find())
                .toList();
        Map<RecoveryCase, RecoveryMatrix.Played> ends = RecoveryMatrix.play(side, chosen);
        Path file = RecoveryDocument.file();
        RecoveryDocument before =
                Files.exists(file) ? RecoveryDocument.read(Files.readString(file)) : RecoveryDocument.empty();
        Map<RecoveryCase, String> cells = new HashMap<>();
        ends.forEach((each, end) -> {
            if (end.failure() == null) {
                cells.put(each, end.outcome().cell());
            }
        });
        Files.writeString(file, before.with(column, cells).write(TestServer.keycloakVersion()));
        assertThat(ends)
                .allSatisfy((each, end) ->
                        assertThat(end.failure()).as(each.situation()).isNull());
    }
}
