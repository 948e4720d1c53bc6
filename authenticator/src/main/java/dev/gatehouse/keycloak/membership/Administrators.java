package dev.gatehouse.keycloak.membership;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;

/** Administrators who manage the users of their own realm: an advice to contact an administrator would refer them to themselves. */
public final class Administrators {

    /** Ends the ids of the clients whose roles are the rights to manage a realm, for users of the server's realm. */
    private static final String CLIENT_OF_REALM = "-realm";

    private static final Set<String> ROLES_OF_SERVER = Set.of(AdminRoles.ADMIN, AdminRoles.CREATE_REALM);

    private Administrators() {}

    /** Whether a user is one of them. */
    public static boolean include(RealmModel realm, UserModel user) {
        return Optional.ofNullable(management(realm))
                .map(client -> client.getRole(AdminRoles.MANAGE_USERS))
                .filter(user::hasRole)
                .isPresent();
    }

    /**
     * Whether a user has any administrative role at all: one of {@code realm-management}, whether Keycloak knows it or not, or in the
     * server's own realm one that leads to any realm. Composite roles and roles of groups count.
     */
    public static boolean includeByAnyRole(RealmModel realm, UserModel user) {
        boolean isOfServer = isOfServer(realm);
        return RoleUtils.getDeepUserRoleMappings(user).stream().anyMatch(role -> isAdministrative(role, isOfServer));
    }

    private static boolean isAdministrative(RoleModel role, boolean isOfServer) {
        if (role.getContainer() instanceof ClientModel client) {
            return client.getClientId().equals(Constants.REALM_MANAGEMENT_CLIENT_ID)
                    || (isOfServer && client.getClientId().endsWith(CLIENT_OF_REALM));
        }
        return isOfServer && ROLES_OF_SERVER.contains(role.getName());
    }

    private static boolean isOfServer(RealmModel realm) {
        return realm.getName().equals(Config.getAdminRealm());
    }

    /** The client whose roles are the rights to manage a realm, for users of that realm. */
    private static @Nullable ClientModel management(RealmModel realm) {
        return isOfServer(realm)
                ? realm.getMasterAdminClient()
                : realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID);
    }
}
