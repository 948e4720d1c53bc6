package dev.gatehouse.admin.setup;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * A realm that is set up, in the session and transaction of the request.
 *
 * @param session with the realm in its context
 * @param realm the realm
 */
record Realm(KeycloakSession session, RealmModel realm) {

    FlowStore flows() {
        return new FlowStore(session, realm);
    }

    String id() {
        return realm.getId();
    }
}
