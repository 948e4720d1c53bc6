package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import org.keycloak.models.RealmModel;

/** Whether a realm uses Gatehouse for its logins or its passwords. A realm that took no step is as Keycloak has it. */
final class RealmUse {

    private RealmUse() {}

    /** Whether the gate or the access to apps is enabled, or the way to a forgotten password is Gatehouse's. */
    static boolean isOf(RealmModel realm) {
        return GatehouseRequiredActions.areUsedBy(realm) || RecoverySettings.of(realm).isInUse();
    }
}
