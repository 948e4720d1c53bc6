package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.it.recovery.situations.GatehouseSide;
import dev.gatehouse.it.recovery.situations.Rating;
import dev.gatehouse.it.recovery.situations.RecoveryCase;
import dev.gatehouse.it.recovery.situations.RecoveryDocument;
import dev.gatehouse.it.recovery.situations.RecoveryMatrix;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Verifies that every recovery situation ends well, and that the document matches what happens. */
class RecoveryCasesTest {

    private static Map<RecoveryCase, RecoveryMatrix.Played> ends;

    @BeforeAll
    static void playAll() {
        ends = RecoveryMatrix.play(new GatehouseSide(TestServer.shared()));
    }

    @TestFactory
    Stream<DynamicTest> endsWell() {
        return RecoveryMatrix.CASES.stream()
                .map(each -> DynamicTest.dynamicTest(each.section() + ": " + each.situation(), () -> assertThat(
                                ends.get(each).get().mark())
                        .as(ends.get(each).get().seen())
                        .isEqualTo(Rating.FINISHED)));
    }

    @Test
    void theDocumentHasTheseRowsAndResults() throws IOException {
        String text = Files.readString(RecoveryDocument.file());
        RecoveryDocument document = RecoveryDocument.read(text);
        assertThat(document.write(RecoveryDocument.keycloakVersion(text)))
                .as("the document's form and rows; scripts/update-recovery-table rewrites it")
                .isEqualTo(text);
        assertThat(text).doesNotContain("not played");
        assertThat(RecoveryMatrix.CASES)
                .allSatisfy(each -> assertThat(document.cell(RecoveryDocument.Column.GATEHOUSE, each))
                        .as(each.situation())
                        .isEqualTo(ends.get(each).get().cell()));
    }

    @Test
    void everyOneOfTheTenWorstResultsIsAmongThem() {
        assertThat(RecoveryMatrix.CASES)
                .extracting(RecoveryCase::worst)
                .containsAll(IntStream.rangeClosed(1, 10).boxed().toList());
    }
}
