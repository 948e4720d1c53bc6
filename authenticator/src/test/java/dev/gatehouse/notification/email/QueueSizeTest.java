package dev.gatehouse.notification.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueSizeTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "missing",
            value = {
                "missing,1000",
                "'',1000",
                "1,1",
                "' 24 ',24",
                "100000,100000",
                "0,1000",
                "-5,1000",
                "100001,1000",
                "many,1000",
                "99999999999,1000"
            })
    void anInvalidSizeIsTheDefault(String option, int size) {
        assertThat(EmailQueueProviderFactory.queueSize(option)).isEqualTo(size);
    }
}
