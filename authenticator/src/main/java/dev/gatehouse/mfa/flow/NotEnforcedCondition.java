package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.MfaSettingsResolver;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Holds while the MFA step of the flow does not enforce. Keycloak's own second factors stand under this condition behind the step: while it
 * only observes they are asked for as before, and once it enforces nobody is challenged twice.
 */
final class NotEnforcedCondition implements ConditionalAuthenticator {

    static final NotEnforcedCondition INSTANCE = new NotEnforcedCondition();

    /** The answer that this login has got, after the id of its user. Keycloak asks again on every request. */
    private static final String ANSWER = "gatehouse.not-enforced";

    private NotEnforcedCondition() {}

    @Override
    public boolean matchCondition(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        UserModel user = context.getUser();
        String prefix = (user == null ? "" : user.getId()) + ":";
        String given = login.getAuthNote(ANSWER);
        if (given != null && given.startsWith(prefix)) {
            // The mode may change during a login; a factor that was asked for must not be skipped then.
            return Boolean.parseBoolean(given.substring(prefix.length()));
        }
        boolean matches = !new MfaSettingsResolver(context.getSession(), context.getRealm())
                .isEnforcedAround(context.getExecution(), user);
        login.setAuthNote(ANSWER, prefix + matches);
        return matches;
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        // has no form
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        // nothing to set up
    }

    @Override
    public void close() {
        // holds nothing
    }
}
