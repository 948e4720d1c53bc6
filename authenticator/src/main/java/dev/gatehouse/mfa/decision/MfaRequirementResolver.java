package dev.gatehouse.mfa.decision;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Determines what a login requires, from its user and first factor. */
record MfaRequirementResolver(KeycloakSession session, RealmModel realm) {

    MfaRequirement of(FirstFactor firstFactor, UserModel user) {
        GateSettings settings = GateSettings.of(session, realm);
        // Roles are looked up only where needed: most logins are local.
        boolean isPrivileged = firstFactor.kind() == FirstFactor.Kind.BROKERED
                && new PrivilegedUsers(session, realm, settings).include(user);
        return MfaRequirement.of(firstFactor, isPrivileged, settings);
    }
}
