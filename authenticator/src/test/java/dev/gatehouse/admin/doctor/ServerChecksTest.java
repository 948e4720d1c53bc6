package dev.gatehouse.admin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keycloak.vulnerability.KnownVulnerabilities;
import dev.gatehouse.keycloak.vulnerability.Release;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ServerChecksTest {

    @Test
    @DisplayName(
            "A server without a hostname is a risk, but not in development, and not for a realm with a URL of its own")
    void aServerWithoutAHostnameIsARisk() {
        assertThat(ServerChecks.isHostnameUnset(null, null, false)).isTrue();
        assertThat(ServerChecks.isHostnameUnset(" ", "", false)).isTrue();
        assertThat(ServerChecks.isHostnameUnset("id.example.org", null, false)).isFalse();
        assertThat(ServerChecks.isHostnameUnset(null, "https://id.example.org", false))
                .isFalse();
        assertThat(ServerChecks.isHostnameUnset(null, null, true)).isFalse();
    }

    @Test
    @DisplayName("Only vulnerabilities count that a supported release fixes: nothing else can be done about the others")
    void onlyWhatASupportedReleaseFixesCounts() {
        assertThat(fixable(new Release(26, 7, 5))).isZero();
        assertThat(fixable(new Release(26, 7, 3))).isPositive();
        assertThat(fixable(new Release(26, 6, 4))).isGreaterThan(fixable(new Release(26, 7, 3)));
    }

    private static long fixable(Release running) {
        return KnownVulnerabilities.read().in(running).stream()
                .filter(vulnerability -> ServerChecks.isFixedLater(vulnerability, running))
                .count();
    }
}
