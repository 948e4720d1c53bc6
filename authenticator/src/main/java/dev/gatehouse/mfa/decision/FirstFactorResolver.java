package dev.gatehouse.mfa.decision;

import dev.gatehouse.mfa.factor.WebAuthnVerifier;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.broker.util.PostBrokerLoginConstants;
import org.keycloak.authentication.authenticators.broker.util.SerializedBrokeredIdentityContext;
import org.keycloak.broker.oidc.OIDCIdentityProvider;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.broker.saml.SAMLEndpoint;
import org.keycloak.cookie.CookieProvider;
import org.keycloak.cookie.CookieType;
import org.keycloak.dom.saml.v2.assertion.AuthnStatementType;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Finds out how somebody came, from what Keycloak itself has validated. Never from user attributes or mapped claims. */
final class FirstFactorResolver {

    private static final Logger LOG = Logger.getLogger(FirstFactorResolver.class);
    private static final String AMR = "amr";
    private static final String ACR = "acr";

    private FirstFactorResolver() {}

    /** How this user came, in this login or, where they are signed in already, in the one that opened the session. */
    static FirstFactor of(KeycloakSession session, AuthenticationSessionModel authSession, UserModel user) {
        List<String> credentials = AuthenticatorUtil.getAuthnCredentials(authSession);
        boolean withPassword = credentials.contains(PasswordCredentialModel.TYPE);
        // After the post-login flow only the provider's name is left. It is what Keycloak wrote last.
        String finished = authSession.getUserSessionNotes().get(Details.IDENTITY_PROVIDER);
        Optional<BrokeredIdentityContext> context = brokered(session, authSession);
        if (context.isPresent() && isOf(finished, context.get())) {
            return new FirstFactor.Brokered(context.get().getIdpConfig().getAlias(), assurances(context.get().getContextData()), withPassword);
        }
        if (finished != null) {
            return new FirstFactor.Brokered(finished, Set.of(), withPassword);
        }
        // Only where no provider was involved: the list of credentials does not say whose they were, and a provider can change the user.
        boolean isPasskey = credentials.contains(WebAuthnCredentialModel.TYPE_PASSWORDLESS) && WebAuthnVerifier.passkeysVerifyUsers(authSession.getRealm());
        if (isPasskey) {
            return new FirstFactor.Passkey();
        }
        Optional<String> before = providerOfSession(session, authSession, user);
        return before.isPresent() ? new FirstFactor.Brokered(before.get(), Set.of(), withPassword) : new FirstFactor.Local();
    }

    /**
     * The provider through which the session was opened that this login continues: what it demands is demanded again once its proof is too
     * old. Only a browser that shows that it is signed in is looked up: others have none, and looking costs a read of the database.
     */
    private static Optional<String> providerOfSession(KeycloakSession session, AuthenticationSessionModel authSession, UserModel user) {
        if (session.getProvider(CookieProvider.class).get(CookieType.IDENTITY) == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(new AuthenticationSessionManager(session).getUserSession(authSession))
                .filter(existing -> existing.getUser().getId().equals(user.getId()))
                .map(existing -> existing.getNote(Details.IDENTITY_PROVIDER));
    }

    private static Optional<BrokeredIdentityContext> brokered(KeycloakSession session, AuthenticationSessionModel authSession) {
        try {
            SerializedBrokeredIdentityContext stored = SerializedBrokeredIdentityContext.readFromAuthenticationSession(
                    authSession, PostBrokerLoginConstants.PBL_BROKERED_IDENTITY_CONTEXT);
            return Optional.ofNullable(stored).map(found -> found.deserialize(session, authSession));
        } catch (RuntimeException e) {
            LOG.warnf("GATEHOUSE-403 The response of an identity provider cannot be read, so its own MFA does not count: %s", e.getMessage());
            return Optional.empty();
        }
    }

    /** In one tab, what a first provider said of one user may be left over when a second provider has vouched for another. */
    private static boolean isOf(@Nullable String finished, BrokeredIdentityContext context) {
        return finished == null || finished.equals(context.getIdpConfig().getAlias());
    }

    private static Set<String> assurances(Map<String, Object> contextData) {
        Set<String> values = new HashSet<>();
        if (contextData.get(OIDCIdentityProvider.VALIDATED_ID_TOKEN) instanceof JsonWebToken token) {
            addAll(values, token.getOtherClaims().get(AMR));
            addAll(values, token.getOtherClaims().get(ACR));
        }
        if (contextData.get(SAMLEndpoint.SAML_AUTHN_STATEMENT) instanceof AuthnStatementType statement
                && statement.getAuthnContext() != null
                && statement.getAuthnContext().getSequence() != null
                && statement.getAuthnContext().getSequence().getClassRef() != null) {
            values.add(statement.getAuthnContext().getSequence().getClassRef().getValue().toString());
        }
        return Set.copyOf(values);
    }

    private static void addAll(Set<String> values, @Nullable Object claim) {
        if (claim instanceof String text) {
            values.add(text);
        } else if (claim instanceof Collection<?> several) {
            several.stream().filter(String.class::isInstance).map(String.class::cast).forEach(values::add);
        }
    }
}
