package dev.gatehouse.mfa.factor;

import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import dev.gatehouse.keycloak.text.LogText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Base64Url;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.common.util.UriUtils;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.WebAuthnCredentialModelInput;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.WebAuthnPolicy;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/**
 * Requests a signature from a user's passkey or security key, and verifies it with Keycloak's own credential provider. Modelled on
 * Keycloak's {@code WebAuthnAuthenticator}, which only works inside a flow.
 */
public final class WebAuthnVerifier {

    private static final Logger LOG = Logger.getLogger(WebAuthnVerifier.class);
    private static final int CHALLENGE_BYTES = 32;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final Factor factor;

    /**
     * A verifier for the keys of a user.
     *
     * @param factor {@link Factor#PASSKEY} or {@link Factor#SECURITY_KEY}
     */
    public WebAuthnVerifier(KeycloakSession session, RealmModel realm, UserModel user, Factor factor) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.factor = factor;
    }

    /** Whether a passkey accepted in this realm counts as two factors: only if the realm's policy requires user verification. */
    public static boolean passkeysVerifyUsers(RealmModel realm) {
        return Constants.WEBAUTHN_POLICY_OPTION_REQUIRED.equals(
                realm.getWebAuthnPolicyPasswordless().getUserVerificationRequirement());
    }

    /** Creates a request with a new challenge, valid for one response. */
    public WebAuthnRequest request() {
        WebAuthnPolicy policy = policy();
        return new WebAuthnRequest(
                Base64Url.encode(SecretGenerator.getInstance().randomBytes(CHALLENGE_BYTES)),
                relyingPartyId(),
                policy.getUserVerificationRequirement(),
                policy.getCreateTimeout(),
                credentialIds());
    }

    /**
     * Verifies a response.
     *
     * @param challenge the challenge of the request; must not be accepted again
     * @return the key; empty unless one of this user's keys has signed this challenge
     */
    public Optional<VerifiedWebAuthnKey> check(String challenge, WebAuthnAssertion answer) {
        boolean isComplete = Stream.of(
                        answer.credentialId(), answer.clientData(), answer.authenticatorData(), answer.signature())
                .allMatch(part -> part != null && !part.isBlank());
        if (!isComplete) {
            return Optional.empty();
        }
        try {
            return isForUser(answer.userHandle()) && user.credentialManager().isValid(input(challenge, answer))
                    ? Optional.of(new VerifiedWebAuthnKey(user.getId()))
                    : Optional.empty();
        } catch (RuntimeException invalid) {
            // The response is untrusted and the stored credential may be damaged: Keycloak's provider throws for both.
            LOG.debugf(
                    "GATEHOUSE-405 The response of a security key is not accepted: %s",
                    LogText.of(invalid.getMessage()));
            return Optional.empty();
        }
    }

    // The builder leaves getOrigins() empty, which Keycloak's check of the origin reads.
    @SuppressWarnings("deprecation")
    private ServerProperty server(String challenge) {
        Origin origin =
                new Origin(UriUtils.getOrigin(session.getContext().getUri().getBaseUri()));
        return new ServerProperty(origin, relyingPartyId(), new DefaultChallenge(challenge));
    }

    private WebAuthnCredentialModelInput input(String challenge, WebAuthnAssertion answer) {
        boolean mustVerifyUser =
                Constants.WEBAUTHN_POLICY_OPTION_REQUIRED.equals(policy().getUserVerificationRequirement());
        WebAuthnCredentialModelInput input = new WebAuthnCredentialModelInput(factor.credentialType());
        input.setAuthenticationRequest(new AuthenticationRequest(
                Base64Url.decode(answer.credentialId()),
                Base64Url.decode(answer.authenticatorData()),
                Base64Url.decode(answer.clientData()),
                Base64Url.decode(answer.signature())));
        input.setAuthenticationParameters(new WebAuthnCredentialModelInput.KeycloakWebAuthnAuthenticationParameters(
                server(challenge), mustVerifyUser));
        return input;
    }

    private boolean isForUser(@Nullable String userHandle) {
        return userHandle == null
                || userHandle.isBlank()
                || user.getId().equals(new String(Base64Url.decode(userHandle), StandardCharsets.UTF_8));
    }

    private List<String> credentialIds() {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(factor.credentialType())
                .flatMap(stored -> idOf(stored).stream())
                .toList();
    }

    /** Keycloak stores plain base64. One damaged credential must not keep the user from using another. */
    private static Optional<String> idOf(CredentialModel stored) {
        try {
            String id = WebAuthnCredentialModel.createFromCredentialModel(stored)
                    .getWebAuthnCredentialData()
                    .getCredentialId();
            return Optional.of(Base64Url.encode(Base64.getMimeDecoder().decode(id)));
        } catch (RuntimeException damaged) {
            LOG.warnf(
                    "GATEHOUSE-406 Credential %s cannot be read, so it is treated as missing: %s",
                    LogText.of(stored.getId()), LogText.of(damaged.getMessage()));
            return Optional.empty();
        }
    }

    private String relyingPartyId() {
        String configured = policy().getRpId();
        return configured == null || configured.isEmpty()
                ? session.getContext().getUri().getBaseUri().getHost()
                : configured;
    }

    private WebAuthnPolicy policy() {
        return factor == Factor.PASSKEY ? realm.getWebAuthnPolicyPasswordless() : realm.getWebAuthnPolicy();
    }
}
