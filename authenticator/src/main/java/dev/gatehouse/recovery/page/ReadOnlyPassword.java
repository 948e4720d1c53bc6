package dev.gatehouse.recovery.page;

import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageProvider;

/**
 * Tells a password that no link can change: it is in a user store that the realm only reads, by the store's <em>Edit mode</em>. A store
 * without that setting shows only when a password is set, see {@link PasswordChange.NotHere}.
 */
final class ReadOnlyPassword {

    /** As Keycloak's LDAP and Kerberos providers name it. */
    private static final String EDIT_MODE = "editMode";

    private ReadOnlyPassword() {}

    /** Whether the user's password is in such a store. */
    static boolean isOf(RealmModel realm, UserModel user) {
        @Nullable String link = user.getFederationLink();
        @Nullable String store = link == null ? StorageId.providerId(user.getId()) : link;
        ComponentModel component = store == null ? null : realm.getComponent(store);
        return component != null
                && UserStorageProvider.EditMode.READ_ONLY.name().equals(component.get(EDIT_MODE));
    }
}
