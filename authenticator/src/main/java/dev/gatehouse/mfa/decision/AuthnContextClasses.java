package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.realm.GatehouseRealm;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * The AuthnContextClassRef reported to SAML apps. A second factor verified by Gatehouse is reported as the REFEDS MFA profile, except an
 * emailed code: that profile does not accept it as a separate factor, because the mailbox can also reset the password. A password is
 * reported by the classes of SAML 2.0 (Authentication Context, 3.4.2 and 3.4.3). An administrator may configure another class for each
 * method. Evidence that is too old is not reported, as in {@code acr}: the session then counts as authenticated by its password.
 */
public final class AuthnContextClasses {

    private static final String CLASSES = "urn:oasis:names:tc:SAML:2.0:ac:classes:";
    private static final String PASSWORD = CLASSES + "Password";
    private static final String PASSWORD_OVER_TLS = CLASSES + "PasswordProtectedTransport";
    private static final String SECOND_FACTOR = "https://refeds.org/profile/mfa";
    private static final String TLS = "https";

    private AuthnContextClasses() {}

    /** The class of a session; empty if nothing is known, which SAML calls unspecified. */
    public static Optional<String> of(KeycloakSession session, RealmModel realm, UserSessionModel opened) {
        String claim = opened.getNote(SessionNotes.METHOD);
        if (!GatehouseRealm.of(realm).isGateEnabled() || claim == null) {
            return Optional.empty();
        }
        boolean isOverTls =
                TLS.equals(session.getContext().getUri().getBaseUri().getScheme());
        GateSettings settings = GateSettings.of(session, realm);
        boolean isRecent = RecentMfa.isRecent(opened.getNote(SessionNotes.METHOD_AT), settings.within());
        return MfaEvidence.AmrMethod.ofClaim(claim)
                .flatMap(method -> RecentMfa.isFactor(method) && !isRecent
                        ? ofPassword(opened, isOverTls)
                        : Optional.ofNullable(settings.authnContexts().get(method))
                                .or(() -> defaultClass(method, opened, isOverTls)));
    }

    private static Optional<String> defaultClass(
            MfaEvidence.AmrMethod method, UserSessionModel opened, boolean isOverTls) {
        return switch (method) {
            case OTP, WEBAUTHN, RECOVERY_CODE -> Optional.of(SECOND_FACTOR);
            case EMAIL, KNOWN_DEVICE, NOT_ASKED -> ofPassword(opened, isOverTls);
            case PROVIDER -> Optional.empty();
        };
    }

    private static Optional<String> ofPassword(UserSessionModel opened, boolean isOverTls) {
        boolean isLocal = opened.getNote(Details.IDENTITY_PROVIDER) == null;
        String credentials = Objects.requireNonNullElse(opened.getNote(SessionNotes.CREDENTIALS), "");
        boolean hasTypedPassword = Arrays.asList(credentials.split(" ")).contains(PasswordCredentialModel.TYPE);
        return isLocal && hasTypedPassword ? Optional.of(isOverTls ? PASSWORD_OVER_TLS : PASSWORD) : Optional.empty();
    }
}
