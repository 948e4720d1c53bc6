package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.text.LogText;
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

/** Determines the first factor from what Keycloak itself has validated. Never from user attributes or mapped claims. */
final class FirstFactorResolver {

    private static final Logger LOG = Logger.getLogger(FirstFactorResolver.class);
    private static final String AMR = "amr";
    private static final String ACR = "acr";

    private FirstFactorResolver() {}

    /** The first factor of this user in this login or, with an existing session, in the login that opened it. */
    static FirstFactor of(KeycloakSession session, AuthenticationSessionModel authSession, UserModel user) {
        List<String> credentials = AuthenticatorUtil.getAuthnCredentials(authSession);
        boolean withPassword = credentials.contains(PasswordCredentialModel.TYPE);
        // After the post-login flow only the alias of the provider is left; Keycloak writes it last.
        String finished = authSession.getUserSessionNotes().get(Details.IDENTITY_PROVIDER);
        Optional<BrokeredIdentityContext> context = brokered(session, authSession);
        if (context.isPresent() && isOf(finished, context.get())) {
            return new FirstFactor.Brokered(
                    context.get().getIdpConfig().getAlias(),
                    assurances(context.get().getContextData()),
                    withPassword);
        }
        if (finished != null) {
            return new FirstFactor.Brokered(finished, Set.of(), withPassword);
        }
        // Only without a provider: the list of credentials does not say which user they belong to, and a provider can
        // change the user.
        boolean isPasskey = credentials.contains(WebAuthnCredentialModel.TYPE_PASSWORDLESS)
                && WebAuthnVerifier.passkeysVerifyUsers(authSession.getRealm());
        if (isPasskey) {
            return new FirstFactor.Passkey();
        }
        if (RecoveredLogin.isFirstFactor(authSession, user.getId())) {
            return new FirstFactor.Recovered();
        }
        Optional<String> before = providerOfSession(session, authSession, user);
        return before.isPresent()
                ? new FirstFactor.Brokered(before.get(), Set.of(), withPassword)
                : new FirstFactor.Local();
    }

    /**
     * The provider that opened the session which this login continues: its requirement applies again once the evidence is too old. Looked
     * up only for browsers with an identity cookie, because the lookup costs a database read.
     */
    private static Optional<String> providerOfSession(
            KeycloakSession session, AuthenticationSessionModel authSession, UserModel user) {
        if (session.getProvider(CookieProvider.class).get(CookieType.IDENTITY) == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(new AuthenticationSessionManager(session).getUserSession(authSession))
                .filter(existing -> existing.getUser().getId().equals(user.getId()))
                .map(existing -> existing.getNote(Details.IDENTITY_PROVIDER));
    }

    private static Optional<BrokeredIdentityContext> brokered(
            KeycloakSession session, AuthenticationSessionModel authSession) {
        try {
            SerializedBrokeredIdentityContext stored = SerializedBrokeredIdentityContext.readFromAuthenticationSession(
                    authSession, PostBrokerLoginConstants.PBL_BROKERED_IDENTITY_CONTEXT);
            return Optional.ofNullable(stored).map(found -> found.deserialize(session, authSession));
        } catch (RuntimeException e) {
            LOG.warnf(
                    "GATEHOUSE-403 The response of an identity provider cannot be read, so its own MFA does not count: %s",
                    LogText.of(e.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * Whether the context belongs to this login: in one tab, the context of a first provider and user may remain when a second provider has
     * authenticated another user.
     */
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
            values.add(statement
                    .getAuthnContext()
                    .getSequence()
                    .getClassRef()
                    .getValue()
                    .toString());
        }
        return Set.copyOf(values);
    }

    private static void addAll(Set<String> values, @Nullable Object claim) {
        if (claim instanceof String text) {
            values.add(text);
        } else if (claim instanceof Collection<?> several) {
            several.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .forEach(values::add);
        }
    }
}
