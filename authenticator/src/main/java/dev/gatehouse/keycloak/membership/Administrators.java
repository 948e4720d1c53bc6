package dev.gatehouse.keycloak.membership;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Administrators who manage the users of their own realm: an advice to contact an administrator would refer them to themselves. */
public final class Administrators {

    private Administrators() {}

    /** Whether a user is one of them. */
    public static boolean include(RealmModel realm, UserModel user) {
        return Optional.ofNullable(management(realm))
                .map(client -> client.getRole(AdminRoles.MANAGE_USERS))
                .filter(user::hasRole)
                .isPresent();
    }

    /** The client whose roles are the rights to manage a realm, for users of that realm. */
    private static @Nullable ClientModel management(RealmModel realm) {
        boolean isOfServer = realm.getName().equals(Config.getAdminRealm());
        return isOfServer
                ? realm.getMasterAdminClient()
                : realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID);
    }
}
