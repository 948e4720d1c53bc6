package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.membership.Administrators;
import dev.gatehouse.keycloak.membership.HelpRole;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The accounts that helpers may look at and nothing more. */
public final class PrivilegedAccounts {

    private PrivilegedAccounts() {}

    /**
     * Whether an account is one of them: the gate treats its user as privileged, Keycloak lets its user administer or look at anything, it
     * belongs to another helper, or to a program. Every account is while the gate's list of privileged people is invalid.
     */
    public static boolean include(KeycloakSession session, RealmModel realm, UserModel user) {
        return user.getServiceAccountClientLink() != null
                || Administrators.includeByAnyRole(realm, user)
                || HelpRole.isHeldBy(realm, user)
                || new PrivilegedUsers(session, realm, GateSettings.of(session, realm)).include(user);
    }
}
