package dev.gatehouse.mfa.enrolment;

import dev.gatehouse.mfa.decision.RecentMfa;
import java.time.Duration;
import java.util.Objects;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;

/** The first login with an account at an identity provider. It ends with a link to a new account or to an existing one. */
public final class FirstBrokerLogin {

    /** Keycloak's note in the login that has created an account. */
    private static final String REGISTERED_NEW_USER = "BROKER_REGISTERED_NEW_USER";

    private static final String CONFIRMED_BY_EMAIL = "idp-email-verification";
    private static final Duration NEW = Duration.ofHours(1);

    private FirstBrokerLogin() {}

    /** Whether the account was created in this login. Then the link is how its owner signs in, and affects no other user. */
    public static boolean isNewcomer(AuthenticationSessionModel login, UserModel user) {
        Long created = user.getCreatedTimestamp();
        // The note belongs to the login, which another user may continue with an account that is also new but has a
        // password.
        return Boolean.parseBoolean(login.getAuthNote(REGISTERED_NEW_USER))
                && created != null
                && created > Time.currentTimeMillis() - NEW.toMillis()
                && user.credentialManager()
                        .getStoredCredentialsStream()
                        .findAny()
                        .isEmpty();
    }

    /**
     * Whether the owner of an account has confirmed the link by opening an email, if an emailed code would meet the challenge of this user
     * anyway. Valid only for this flow and for the request that ends it: Keycloak starts the flow with an empty list of executions.
     */
    public static boolean isConfirmedByMail(
            KeycloakSession session, AuthenticationSessionModel login, RealmModel realm, UserModel user) {
        return login.getExecutionStatus().entrySet().stream()
                        .filter(step -> step.getValue() == ExecutionStatus.SUCCESS)
                        .map(step -> realm.getAuthenticationExecutionById(step.getKey()))
                        .filter(Objects::nonNull)
                        .map(AuthenticationExecutionModel::getAuthenticator)
                        .anyMatch(CONFIRMED_BY_EMAIL::equals)
                && new RecentMfa(session, realm).isMailboxEnough(user);
    }
}
