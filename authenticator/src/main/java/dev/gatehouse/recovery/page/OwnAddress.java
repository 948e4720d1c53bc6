package dev.gatehouse.recovery.page;

import java.net.URI;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.userprofile.UserProfileProvider;

/** Where a user who is signed in changes the email address of the account. */
final class OwnAddress {

    private OwnAddress() {}

    /** The Account Console; empty if the realm has none, or does not let its users change the address. */
    static Optional<URI> changeUrl(KeycloakSession session, RealmModel realm, UserModel user) {
        ClientModel console = realm.getClientByClientId(Constants.ACCOUNT_CONSOLE_CLIENT_ID);
        boolean isPossible = console != null
                && console.isEnabled()
                && !session.getProvider(UserProfileProvider.class)
                        .create(UserProfileContext.ACCOUNT, user)
                        .getAttributes()
                        .isReadOnly(UserModel.EMAIL);
        return isPossible
                ? Optional.of(Urls.accountBase(session.getContext().getUri().getBaseUri())
                        .path("/")
                        .build(realm.getName()))
                : Optional.empty();
    }
}
