package dev.gatehouse.factor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.device.KnownDeviceCredential;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an account can be entered with besides its password. */
class EnrolmentTest {

    @ParameterizedTest
    @CsvSource({"otp, AUTHENTICATOR_APP", "webauthn, SECURITY_KEY", "webauthn-passwordless, PASSKEY", "recovery-authn-codes, RECOVERY_CODES"})
    void whatKeycloakChecksAsASecondFactorIsAFactor(String type, Enrolment.Kind kind) {
        assertThat(Enrolment.ofCredential(type)).contains(new Enrolment(kind, ""));
    }

    @Test
    @DisplayName("A credential of another extension is a factor, because nobody knows what it opens")
    void whatNobodyKnowsIsAFactor() {
        assertThat(Enrolment.ofCredential("sms")).contains(new Enrolment(Enrolment.Kind.OTHER, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "password-history", KnownDeviceCredential.TYPE})
    void aPasswordAndAKnownDeviceAreNoFactors(String type) {
        assertThat(Enrolment.ofCredential(type)).isEmpty();
    }

    @Test
    void noTypeIsNoFactor() {
        assertThat(Enrolment.ofCredential(null)).isEmpty();
    }
}
