package dev.gatehouse.keycloak.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mfa.device.KnownDeviceCredential;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gives access to an account besides its password. */
class EnrolledCredentialTest {

    @ParameterizedTest
    @CsvSource({
        "otp, AUTHENTICATOR_APP",
        "webauthn, SECURITY_KEY",
        "webauthn-passwordless, PASSKEY",
        "recovery-authn-codes, RECOVERY_CODES"
    })
    void whatKeycloakChecksAsASecondFactorIsAFactor(String type, EnrolledCredential.Kind kind) {
        assertThat(EnrolledCredential.ofCredential(type)).contains(new EnrolledCredential(kind, ""));
    }

    @Test
    @DisplayName("A credential of another extension is a factor, because its purpose is unknown")
    void anUnknownCredentialIsAFactor() {
        assertThat(EnrolledCredential.ofCredential("sms"))
                .contains(new EnrolledCredential(EnrolledCredential.Kind.OTHER, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "password-history", KnownDeviceCredential.TYPE})
    void aPasswordAndAKnownDeviceAreNoFactors(String type) {
        assertThat(EnrolledCredential.ofCredential(type)).isEmpty();
    }

    @Test
    void noTypeIsNoFactor() {
        assertThat(EnrolledCredential.ofCredential(null)).isEmpty();
    }
}
