package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.RecoveredLogin;
import dev.gatehouse.mfa.decision.SessionNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.IDToken;

/**
 * Writes to {@code amr} (RFC 8176) how the session was secured. Keycloak's own mapper lists successful executions, and an MFA step that let
 * a login pass unchallenged has succeeded too. This mapper reports what was actually verified.
 */
public final class AmrProtocolMapper extends AbstractOIDCProtocolMapper
        implements OIDCAccessTokenMapper, OIDCIDTokenMapper, TokenIntrospectionTokenMapper {

    static final String ID = "gatehouse-amr-mapper";

    /** Keycloak credential types and their {@code amr} values. */
    private static final Map<String, String> NAMES = Map.of(
            PasswordCredentialModel.TYPE, "pwd",
            RecoveredLogin.CREDENTIAL, "email",
            OTPCredentialModel.TYPE, "otp",
            WebAuthnCredentialModel.TYPE_TWOFACTOR, "webauthn",
            WebAuthnCredentialModel.TYPE_PASSWORDLESS, "webauthn");

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Gatehouse: how the login was secured (amr)";
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getHelpText() {
        return "Adds amr: pwd, otp, webauthn for credentials that were checked, and email, provider, known-device or not-asked for what Gatehouse "
                + "did about the second factor.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        List<ProviderConfigProperty> properties = new ArrayList<>();
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, AmrProtocolMapper.class);
        return properties;
    }

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext client) {
        String method = userSession.getNote(SessionNotes.METHOD);
        if (method == null) {
            // A service account, or a login without Gatehouse: nothing is known, so the claim is omitted.
            return;
        }
        List<String> methods = new ArrayList<>();
        for (String credential : Objects.requireNonNullElse(userSession.getNote(SessionNotes.CREDENTIALS), "")
                .split(" ", 0)) {
            Optional.ofNullable(NAMES.get(credential))
                    .filter(name -> !methods.contains(name))
                    .ifPresent(methods::add);
        }
        if (!methods.contains(method)) {
            methods.add(method);
        }
        token.setOtherClaims(OAuth2Constants.AUTHENTICATOR_METHOD_REFERENCE, methods);
    }
}
