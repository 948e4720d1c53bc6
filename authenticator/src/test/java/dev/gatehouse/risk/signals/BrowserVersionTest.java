package dev.gatehouse.risk.signals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Extraction of the major version from Keycloak's browser name. */
class BrowserVersionTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "Chrome/126.0.6478, 126",
                "Firefox/140, 140",
                "Mobile Safari/18.5, 18",
                "A/B/7.1, 7",
                "Other/Unknown, 0",
                "Chrome/null.5, 0",
                "Chrome, 0",
                "'', 0",
                "null, 0",
                "X/, 0",
                "X/-5, 0",
                "X/123456, 0",
                "X/99999, 99999",
                "X/12abc, 0",
                "X/12.3.4beta, 12",
                "X/99999999999999999999, 0"
            })
    void theMajorVersionIsReadOrUnknown(String browser, int version) {
        assertThat(RequestReader.majorVersion(browser)).isEqualTo(version);
    }
}
