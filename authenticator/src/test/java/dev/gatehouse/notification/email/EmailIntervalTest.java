package dev.gatehouse.notification.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailIntervalTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "missing",
            value = {
                "missing,30",
                "'',30",
                "' ',30",
                "1,1",
                "' 2 ',2",
                "300,300",
                "0,30",
                "-5,30",
                "301,30",
                "1.5,30",
                "30s,30",
                "99999999999,30"
            })
    void anInvalidGapIsTheDefault(String option, int seconds) {
        assertThat(EmailQueueProviderFactory.emailGap(option)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
