package dev.gatehouse.admin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FailedCheckTest {

    @Test
    @DisplayName("A check that fails is a finding, so that a pipeline does not take silence for health")
    void aCheckThatFailsIsAFinding() {
        Check failing = Check.of("broken", Severity.NOTE, examination -> {
            throw new IllegalStateException("for the test");
        });
        assertThat(Doctor.findings(failing, null, "shop")).singleElement().satisfies(finding -> {
            assertThat(finding.name()).isEqualTo("check-failed (check broken)");
            assertThat(finding.severity()).isEqualTo(Severity.RISK);
            assertThat(finding.fault().arguments()).containsExactly("broken");
        });
    }
}
