package dev.gatehouse.access;

import dev.gatehouse.access.AppAccess.Admission;
import dev.gatehouse.grant.Grant;
import dev.gatehouse.grant.Grants;
import dev.gatehouse.metrics.Counted;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * Asks again whenever tokens are given out: for a code, for a refresh token, for a password. Somebody who has lost the role gets
 * none, although the session is older than the loss.
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
        Grant grant = Grants.of(session, context);
        AppAccess access = new AppAccess(session, session.getContext().getRealm());
        boolean isAdmitted = switch (grant.kind()) {
            case OF_NOBODY -> true;
            // Whose tokens they will be is not known yet.
            case WITHOUT_LOGIN -> ((Grant.WithoutLogin) grant).client().map(access::isForEverybody).orElse(false);
            case OF_SESSION -> isAdmitted(access, (Grant.OfSession) grant);
        };
        if (!isAdmitted) {
            Counted.REFUSALS.increment(session.getContext().getRealm().getName(), "app_access_tokens");
            throw new ClientPolicyException(OAuthErrorException.INVALID_GRANT, "This account may not use this app.");
        }
    }

    private static boolean isAdmitted(AppAccess access, Grant.OfSession tokens) {
        return tokens.clients().stream().allMatch(app -> access.decide(tokens.session().getUser(), app) == Admission.ADMITTED);
    }
}
