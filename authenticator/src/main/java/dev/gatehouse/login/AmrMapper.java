package dev.gatehouse.login;

import dev.gatehouse.mfa.LoginNotes;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.IDToken;

/**
 * Tells in {@code amr} (RFC 8176) how the session was secured. Keycloak's own mapper lists executions that succeeded, and a
 * second step that let a login pass unasked has succeeded too; this one reads what really happened.
 */
public final class AmrMapper extends AbstractOIDCProtocolMapper
        implements OIDCAccessTokenMapper, OIDCIDTokenMapper, TokenIntrospectionTokenMapper {

    static final String ID = "gatehouse-amr-mapper";

    private static final String PASSWORD = "pwd";
    private static final String IDENTITY_PROVIDER_NOTE = "identity_provider";

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
        return "Adds amr: pwd for a password, and email, known-device or not-asked for what Gatehouse did about the second factor.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        List<ProviderConfigProperty> properties = new ArrayList<>();
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, AmrMapper.class);
        return properties;
    }

    @Override
    protected void setClaim(
            IDToken token, ProtocolMapperModel mapper, UserSessionModel userSession, KeycloakSession session, ClientSessionContext client) {
        List<String> methods = new ArrayList<>(2);
        if (userSession.getNote(IDENTITY_PROVIDER_NOTE) == null) {
            methods.add(PASSWORD);
        }
        String method = userSession.getNote(LoginNotes.METHOD);
        if (method != null) {
            methods.add(method);
        }
        token.setOtherClaims(OAuth2Constants.AUTHENTICATOR_METHOD_REFERENCE, methods);
    }
}
