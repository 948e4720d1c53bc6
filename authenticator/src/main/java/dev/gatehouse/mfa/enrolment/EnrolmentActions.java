package dev.gatehouse.mfa.enrolment;

import dev.gatehouse.keycloak.account.EnrolledCredential;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.authentication.CredentialAction;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Determines whether a login is about to add or remove a factor or a linked provider: by a due required action, or by one that an app has
 * initiated.
 */
public final class EnrolmentActions {

    private static final String LINK_PROVIDER = "idp_link";

    private EnrolmentActions() {}

    /** Whether a required action of this login changes the factors or linked providers of the account. */
    public static boolean areDue(KeycloakSession session, AuthenticationSessionModel login, UserModel user) {
        Stream<String> due = Stream.concat(user.getRequiredActionsStream(), login.getRequiredActions().stream());
        return Stream.concat(due, initiated(login).stream())
                .distinct()
                .anyMatch(alias -> changesFactors(session, login, alias));
    }

    private static Optional<String> initiated(AuthenticationSessionModel login) {
        return Optional.ofNullable(login.getClientNote(Constants.KC_ACTION))
                .map(named -> named.replaceFirst(":.*", "").strip());
    }

    private static boolean changesFactors(KeycloakSession session, AuthenticationSessionModel login, String alias) {
        RealmModel realm = login.getRealm();
        RequiredActionProviderModel action = realm.getRequiredActionProviderByAlias(alias);
        if (action == null || !action.isEnabled()) {
            return false;
        }
        if (LINK_PROVIDER.equals(action.getProviderId())) {
            return true;
        }
        RequiredActionProvider provider = session.getProvider(RequiredActionProvider.class, action.getProviderId());
        return provider instanceof CredentialAction changing
                && EnrolledCredential.ofCredential(changing.getCredentialType(session, login))
                        .isPresent();
    }
}
