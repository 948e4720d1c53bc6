package dev.gatehouse.keycloak.membership;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Matches users who have one of some roles or are in one of some groups. Composite roles, roles of groups and nested groups count.
 *
 * @param roles the roles that exist
 * @param groups the groups that exist
 * @param unknown the names of neither a role nor a group
 */
public record RoleOrGroupMatcher(List<RoleModel> roles, List<GroupModel> groups, List<String> unknown) {

    public RoleOrGroupMatcher {
        roles = List.copyOf(roles);
        groups = List.copyOf(groups);
        unknown = List.copyOf(unknown);
    }

    /**
     * Resolves names: a realm role {@code owner}, a client role {@code dashboard.owner}, a group by its path {@code /staff}.
     *
     * @param names the names
     */
    public static RoleOrGroupMatcher named(KeycloakSession session, RealmModel realm, List<String> names) {
        List<RoleModel> roles = new ArrayList<>();
        List<GroupModel> groups = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            Object named =
                    name.startsWith("/") ? KeycloakModelUtils.findGroupByPath(session, realm, name) : role(realm, name);
            if (named instanceof RoleModel role) {
                roles.add(role);
            } else if (named instanceof GroupModel group) {
                groups.add(group);
            } else {
                unknown.add(name);
            }
        }
        return new RoleOrGroupMatcher(roles, groups, unknown);
    }

    private static @Nullable RoleModel role(RealmModel realm, String name) {
        RoleModel found = realm.getRole(name);
        for (int dot = name.indexOf('.'); found == null && dot > 0; dot = name.indexOf('.', dot + 1)) {
            ClientModel client = realm.getClientByClientId(name.substring(0, dot));
            found = client == null ? null : client.getRole(name.substring(dot + 1));
        }
        return found;
    }

    /** The names of neither a role nor a group. */
    public static List<String> unknownNames(KeycloakSession session, RealmModel realm, List<String> names) {
        return named(session, realm, names).unknown();
    }

    /** Whether the user has one of the roles or is in one of the groups. */
    public boolean include(UserModel user) {
        return roles.stream().anyMatch(user::hasRole) || groups.stream().anyMatch(user::isMemberOf);
    }
}
