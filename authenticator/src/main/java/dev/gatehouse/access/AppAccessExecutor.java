package dev.gatehouse.access;

import dev.gatehouse.access.AppAccess.Admission;
import dev.gatehouse.keycloak.grant.TokenGrant;
import dev.gatehouse.keycloak.grant.TokenGrantResolver;
import dev.gatehouse.keycloak.metrics.Refusal;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * Repeats the decision whenever tokens are issued: for a code, a refresh token, or a password. A user who has lost the role gets none, even
 * if the session is older than the loss.
 */
final class AppAccessExecutor implements ClientPolicyExecutorProvider<ClientPolicyExecutorConfigurationRepresentation> {

    private final KeycloakSession session;

    AppAccessExecutor(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String getProviderId() {
        return AppAccess.ACTION;
    }

    @Override
    public void executeOnEvent(ClientPolicyContext context) throws ClientPolicyException {
        TokenGrant grant = TokenGrantResolver.of(session, context);
        boolean isAdmitted =
                switch (grant.kind()) {
                    case OF_NOBODY -> true;
                    // The user of the tokens is not known yet.
                    case WITHOUT_LOGIN ->
                        ((TokenGrant.WithoutLogin) grant)
                                .client()
                                .map(access()::isForEverybody)
                                .orElse(false);
                    case OF_SESSION -> isAdmitted((TokenGrant.OfSession) grant);
                };
        if (!isAdmitted) {
            Refusal.APP_ACCESS_TOKENS.count(session.getContext().getRealm().getName());
            throw new ClientPolicyException(OAuthErrorException.INVALID_GRANT, "This account may not use this app.");
        }
    }

    private AppAccess access() {
        return new AppAccess(session, session.getContext().getRealm());
    }

    private boolean isAdmitted(TokenGrant.OfSession tokens) {
        AppAccess access = access();
        return tokens.clients().stream()
                .allMatch(app -> access.decide(tokens.session().getUser(), app) == Admission.ADMITTED);
    }
}
