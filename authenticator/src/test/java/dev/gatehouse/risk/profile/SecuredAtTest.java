package dev.gatehouse.risk.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that earlier and current notes have for the time when an account was secured. */
class SecuredAtTest {

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 1_796_000_000_000L, Long.MAX_VALUE})
    void parsingReturnsTheWrittenValue(long millis) {
        SecuredAt written = new SecuredAt(millis);
        assertThat(SecuredAt.parse(written.text())).isEqualTo(written);
    }

    @Test
    @DisplayName("A note from before the upgrade counts as long as the account is not secured, and not after")
    void aMissingNoteMeansNeverSecured() {
        assertThat(SecuredAt.parse(null)).isEqualTo(SecuredAt.NEVER).isEqualTo(SecuredAt.ofColumn(null));
        assertThat(SecuredAt.parse(null)).isNotEqualTo(SecuredAt.ofColumn(17L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "1.5", "99999999999999999999", "0x1"})
    void invalidTextIsVoid(String damaged) {
        assertThat(SecuredAt.parse(damaged)).isEqualTo(SecuredAt.VOID);
    }
}
