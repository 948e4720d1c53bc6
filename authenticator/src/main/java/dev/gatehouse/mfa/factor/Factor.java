package dev.gatehouse.mfa.factor;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/** A second factor that can be asked for. The order is that in which a user's factors are asked for and offered. */
public enum Factor {
    /** A passkey (WebAuthn, discoverable credential). */
    PASSKEY("passkey", WebAuthnCredentialModel.TYPE_PASSWORDLESS),
    /** A security key (WebAuthn as a second factor). */
    SECURITY_KEY("security-key", WebAuthnCredentialModel.TYPE_TWOFACTOR),
    /** A code that an authenticator app shows (TOTP, RFC 6238, or HOTP, RFC 4226). */
    AUTHENTICATOR_APP("authenticator-app", OTPCredentialModel.TYPE),
    /** A code from a list that the user keeps for the day when the others are lost. */
    RECOVERY_CODE("recovery-code", RecoveryAuthnCodesCredentialModel.TYPE),
    /** A code that is mailed. Keycloak's type is that of one-time passwords, which brute-force detection knows. */
    EMAIL("email", OTPCredentialModel.TYPE);

    private static final Set<Factor> STRONGER_THAN_EMAIL = Set.of(PASSKEY, SECURITY_KEY, AUTHENTICATOR_APP);

    private final String id;
    private final String credentialType;

    Factor(String id, String credentialType) {
        this.id = id;
        this.credentialType = credentialType;
    }

    /** The stable name used in forms, in the direct grant and in message keys. */
    public String id() {
        return id;
    }

    /** The type of credential that Keycloak is told of when the factor was proven. */
    public String credentialType() {
        return credentialType;
    }

    /** Whether email may take its place only if the admin says so. A recovery code stands in for others and is none of these. */
    public boolean isStrongerThanEmail() {
        return STRONGER_THAN_EMAIL.contains(this);
    }

    /** The factor with this name. */
    public static Optional<Factor> ofId(String id) {
        return Arrays.stream(values()).filter(factor -> factor.id.equals(id)).findFirst();
    }
}
