package dev.gatehouse.mfa.decision;

import dev.gatehouse.risk.profile.SecuredAt;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.authenticators.browser.UsernameFormFactory;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;

/** When Keycloak's own executions in a login checked a credential, in seconds by the clock of the node that did. */
final class CredentialCheckTimes {

    private static final Set<String> CREDENTIALS = Set.of(
            PasswordCredentialModel.TYPE,
            OTPCredentialModel.TYPE,
            WebAuthnCredentialModel.TYPE_TWOFACTOR,
            WebAuthnCredentialModel.TYPE_PASSWORDLESS,
            RecoveryAuthnCodesCredentialModel.TYPE,
            UserCredentialModel.KERBEROS);

    private final KeycloakSession session;
    private final AuthenticationSessionModel login;

    CredentialCheckTimes(KeycloakSession session, AuthenticationSessionModel login) {
        this.session = session;
        this.login = login;
    }

    /** Whether a credential was checked in this login before the account was secured. A check in the same second counts as after. */
    boolean areOlderThan(SecuredAt securedAt) {
        if (!securedAt.isSet()) {
            return false;
        }
        return seconds().anyMatch(securedAt::isAfter);
    }

    /** Whether a credential was checked in this login within the limit. */
    boolean areWithin(Duration limit) {
        return seconds().anyMatch(checked -> RecentMfa.isRecent(Integer.toString(checked), limit));
    }

    private Stream<Integer> seconds() {
        Map<String, Integer> completed = Optional.ofNullable(AuthenticatorUtils.parseCompletedExecutions(
                        login.getUserSessionNotes().get(Constants.AUTHENTICATORS_COMPLETED)))
                .orElse(Map.of());
        return login.getExecutionStatus().entrySet().stream()
                .filter(step -> step.getValue() == ExecutionStatus.SUCCESS && checksCredential(step.getKey()))
                .map(step -> completed.get(step.getKey()))
                .filter(Objects::nonNull);
    }

    private boolean checksCredential(String executionId) {
        AuthenticationExecutionModel execution = login.getRealm().getAuthenticationExecutionById(executionId);
        // The username form has the category of passwords, but only prompts for a name.
        return execution != null
                && execution.getAuthenticator() != null
                && !UsernameFormFactory.PROVIDER_ID.equals(execution.getAuthenticator())
                && session.getKeycloakSessionFactory()
                                .getProviderFactory(Authenticator.class, execution.getAuthenticator())
                        instanceof AuthenticatorFactory factory
                && CREDENTIALS.contains(String.valueOf(factory.getReferenceCategory()));
    }
}
