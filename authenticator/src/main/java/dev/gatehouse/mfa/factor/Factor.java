package dev.gatehouse.mfa.factor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/** A second factor that a login can be challenged for. Declared in the order in which a user's factors are used and offered. */
public enum Factor {
    /** A passkey (WebAuthn, discoverable credential). */
    PASSKEY("passkey", WebAuthnCredentialModel.TYPE_PASSWORDLESS),
    /** A security key (WebAuthn as a second factor). */
    SECURITY_KEY("security-key", WebAuthnCredentialModel.TYPE_TWOFACTOR),
    /** A code from an authenticator app (TOTP, RFC 6238, or HOTP, RFC 4226). */
    AUTHENTICATOR_APP("authenticator-app", OTPCredentialModel.TYPE),
    /** A code from a list that the user keeps for when the other factors are lost. */
    RECOVERY_CODE("recovery-code", RecoveryAuthnCodesCredentialModel.TYPE),
    /** A code sent by email. Its credential type is that of Keycloak's one-time passwords, which brute-force detection knows. */
    EMAIL("email", OTPCredentialModel.TYPE);

    /** Those whose proof is typed, so that an app without a browser can ask for it. */
    public static final List<Factor> TYPED = List.of(AUTHENTICATOR_APP, RECOVERY_CODE, EMAIL);

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

    /** The credential type that is reported to Keycloak once the factor was verified. */
    public String credentialType() {
        return credentialType;
    }

    /**
     * Whether email may replace this factor only if an admin allows it. False for recovery codes, which replace other factors themselves.
     */
    public boolean isStrongerThanEmail() {
        return STRONGER_THAN_EMAIL.contains(this);
    }

    /** The factor with this id. */
    public static Optional<Factor> ofId(@Nullable String id) {
        return Arrays.stream(values()).filter(factor -> factor.id.equals(id)).findFirst();
    }
}
