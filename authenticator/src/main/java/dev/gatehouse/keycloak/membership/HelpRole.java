package dev.gatehouse.keycloak.membership;

import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/**
 * The role of support staff: a role of the realm in which they help. Nothing creates it but an administrator who wants helpers, or an
 * import. It is no role of {@code realm-management}, because Keycloak 26.7 lets nobody add roles to that client by the Admin REST API.
 */
public final class HelpRole {

    /** Its name. */
    public static final String NAME = "gatehouse-help";

    private HelpRole() {}

    /** Whether a user has the role, directly or not. */
    public static boolean isHeldBy(RealmModel realm, UserModel user) {
        RoleModel role = realm.getRole(NAME);
        return role != null && user.hasRole(role);
    }
}
