package dev.gatehouse.keycloak.account;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/**
 * What gives access to an account besides its password: a factor, or a linked account at an identity provider.
 *
 * @param kind what it is
 * @param name the display name of the identity provider; empty for a factor
 */
public record EnrolledCredential(Kind kind, String name) {

    /** The type of credential that a known device is. */
    public static final String KNOWN_DEVICE = "gatehouse-known-device";

    /** Passwords have notices and confirmations of their own, and a known device is no factor: it only keeps one from being asked again. */
    private static final Set<String> NO_FACTORS =
            Set.of(PasswordCredentialModel.TYPE, PasswordCredentialModel.PASSWORD_HISTORY, KNOWN_DEVICE);

    private static final Map<String, Kind> KINDS = Map.of(
            OTPCredentialModel.TYPE, Kind.AUTHENTICATOR_APP,
            WebAuthnCredentialModel.TYPE_TWOFACTOR, Kind.SECURITY_KEY,
            WebAuthnCredentialModel.TYPE_PASSWORDLESS, Kind.PASSKEY,
            RecoveryAuthnCodesCredentialModel.TYPE, Kind.RECOVERY_CODES);

    /** The kinds of credentials that can be enrolled. */
    public enum Kind {
        /** An authenticator app (TOTP or HOTP). */
        AUTHENTICATOR_APP("app"),
        /** A security key. */
        SECURITY_KEY("key"),
        /** A passkey. */
        PASSKEY("passkey"),
        /** A list of recovery codes. */
        RECOVERY_CODES("codes"),
        /** A credential of another extension. */
        OTHER("other"),
        /** An account at an identity provider. */
        LINK("link");

        private final String message;

        Kind(String name) {
            this.message = "gatehouseEnrolled_" + name;
        }

        /** The message key of its name in emails and pages. The name of a link has the provider as its parameter. */
        public String message() {
            return message;
        }
    }

    /**
     * The factor for a type of credential.
     *
     * @param credentialType the type of the credential
     * @return empty for a password, and for a credential that is no factor
     */
    public static Optional<EnrolledCredential> ofCredential(@Nullable String credentialType) {
        return credentialType == null || NO_FACTORS.contains(credentialType)
                ? Optional.empty()
                : Optional.of(new EnrolledCredential(KINDS.getOrDefault(credentialType, Kind.OTHER), ""));
    }

    /** A linked account at an identity provider. */
    public static EnrolledCredential ofProvider(String displayName) {
        return new EnrolledCredential(Kind.LINK, displayName);
    }

    /**
     * A credential was added or removed.
     *
     * @param credential the credential
     * @param isAdded whether it was added; {@code false} if it was removed
     */
    public record Change(EnrolledCredential credential, boolean isAdded) {}
}
