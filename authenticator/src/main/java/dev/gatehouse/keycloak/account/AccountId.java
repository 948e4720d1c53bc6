package dev.gatehouse.keycloak.account;

import dev.gatehouse.keycloak.text.StoredText;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Ids of accounts that somebody has sent, e.g. in an address or a search. */
public final class AccountId {

    /** Begins the ids of accounts in a user store that imports nobody; the id of the store and another colon follow. */
    private static final String OF_STORE = "f:";

    private AccountId() {}

    /**
     * The account with an id. Keycloak's own lookup fails with an exception for some texts that are no ids, see {@code StorageId}, and so do
     * some databases.
     *
     * @param id any text; a user store gets what follows its own id as it is
     * @return empty if there is none
     */
    public static Optional<UserModel> find(KeycloakSession session, RealmModel realm, String id) {
        boolean isMalformed = id.startsWith(OF_STORE) && id.indexOf(':', OF_STORE.length()) < 0;
        return isMalformed || !StoredText.isPossible(id)
                ? Optional.empty()
                : Optional.ofNullable(session.users().getUserById(realm, id));
    }
}
