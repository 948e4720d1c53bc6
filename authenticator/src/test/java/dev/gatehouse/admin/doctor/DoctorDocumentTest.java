package dev.gatehouse.admin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ShippedMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/admin/doctor.md} lists exactly the checks, with their texts. */
class DoctorDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "admin", "doctor.md");

    @Test
    void theTableListsExactlyTheChecks() throws IOException {
        Properties texts = ShippedMessages.of("en");
        List<String> rows = Checks.ALL.stream().map(check -> row(check, texts)).toList();
        assertThat(Files.readAllLines(DOCUMENT))
                .filteredOn(line -> line.matches("\\| `[a-z-]+` \\| (hole|risk|note) \\|.*"))
                .isEqualTo(rows);
    }

    private static String row(Check check, Properties texts) {
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        check.id(),
                        check.severity().code(),
                        text(texts, FindingTexts.whatKey(check.id())),
                        text(texts, FindingTexts.closeKey(check.id())),
                        check.fix().map(step -> "`" + step + "`").orElse("–"));
    }

    private static String text(Properties texts, String key) {
        return texts.getProperty(key).replaceAll("\\{\\d}", "…");
    }
}
