package dev.gatehouse.mfa.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate's settings report what is invalid in them. */
class GateSettingsTest {

    @Test
    void mfaIsRecentForTenMinutesByDefault() {
        assertThat(GateSettings.parse(null).factorsWithin()).isEqualTo(Duration.ofMinutes(10));
        assertThat(GateSettings.parse(Map.of("factorMinutes", " 3 ")).factorsWithin())
                .isEqualTo(Duration.ofMinutes(3));
        assertThat(GateSettings.parse(Map.of("factorMinutes", "1440")).problems())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1441", "1.5", "ten", "99999999999"})
    void anInvalidTimeIsReportedAndCountsAsTheDefault(String minutes) {
        GateSettings settings = GateSettings.parse(Map.of("factorMinutes", minutes));
        assertThat(settings.problems()).containsExactly("factorMinutes must be a whole number from 1 to 1440");
        assertThat(settings.factorsWithin()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void theAddressIsRememberedUnlessAnAdministratorSaysOtherwise() {
        assertThat(GateSettings.parse(null).remembersAddress()).isTrue();
        assertThat(GateSettings.parse(Map.of("rememberAddress", "false")).remembersAddress())
                .isFalse();
        GateSettings invalid = GateSettings.parse(Map.of("rememberAddress", "perhaps"));
        assertThat(invalid.remembersAddress()).isTrue();
        assertThat(invalid.problems()).hasSize(1);
    }

    @Test
    void authnContextsAreParsedByMethod() {
        GateSettings settings = GateSettings.parse(
                Map.of("authnContexts", " otp=https://refeds.org/profile/mfa##email = urn:acme:code"));
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.authnContexts())
                .containsOnly(
                        Map.entry(MfaEvidence.AmrMethod.OTP, "https://refeds.org/profile/mfa"),
                        Map.entry(MfaEvidence.AmrMethod.EMAIL, "urn:acme:code"));
        assertThat(GateSettings.parse(null).authnContexts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"otp", "sms=urn:a:b", "otp=", "otp=mfa", "otp=urn:a b", "=urn:a:b"})
    void anInvalidAuthnContextIsReported(String entry) {
        GateSettings settings = GateSettings.parse(Map.of("authnContexts", entry));
        assertThat(settings.problems())
                .containsExactly(
                        "authnContexts must hold entries like otp=https://refeds.org/profile/mfa, not " + entry);
        assertThat(settings.authnContexts()).isEmpty();
    }

    @Test
    void theHoursOfMfaEvidenceAreValidated() {
        assertThat(GateSettings.parse(Map.of("hours", "2161")).problems())
                .containsExactly("hours must be a whole number from 1 to 2160");
        assertThat(GateSettings.parse(Map.of("hours", "2160")).within()).isEqualTo(Duration.ofHours(2160));
    }
}
