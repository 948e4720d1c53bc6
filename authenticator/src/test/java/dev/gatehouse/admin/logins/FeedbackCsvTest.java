package dev.gatehouse.admin.logins;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedbackCsvTest {

    private static final Instant TIME = Instant.parse("2026-12-01T08:00:00.123Z");

    private static Feedback feedback(String score, String app) {
        return new Feedback(
                "e1",
                "u1",
                FeedbackLabel.STRANGER,
                TIME,
                "ask",
                score,
                "-1.50",
                "score country_new(+4.2)",
                "NO",
                app,
                "admin",
                TIME);
    }

    @Test
    void eachFeedbackIsALine() {
        assertThat(FeedbackCsv.of(List.of(feedback("7.25", "workspace"))))
                .isEqualTo(
                        "event_id,time,user_id,label,verdict,score,threshold,reasons,country,app,by,at\r\n"
                                + "\"e1\",\"2026-12-01T08:00:00.123Z\",\"u1\",\"it_was_not\",\"ask\",7.25,-1.50,"
                                + "\"score country_new(+4.2)\",\"NO\",\"workspace\",\"admin\",\"2026-12-01T08:00:00.123Z\"\r\n");
    }

    @Test
    void anAppWhoseNameIsAFormulaIsText() {
        assertThat(FeedbackCsv.of(List.of(feedback("", "=HYPERLINK(\"x\")"))))
                .contains(",\"ask\",,-1.50,")
                .contains(",\"'=HYPERLINK(\"\"x\"\")\",");
    }

    @Test
    void aScoreThatIsNoNumberIsText() {
        assertThat(FeedbackCsv.of(List.of(feedback("-1+cmd", "a"), feedback("Infinity", "a"))))
                .contains(",\"'-1+cmd\",", ",\"Infinity\",");
    }

    @Test
    void noFeedbackIsAHead() {
        assertThat(FeedbackCsv.of(List.of())).hasLineCount(1).endsWith("\r\n");
    }
}
