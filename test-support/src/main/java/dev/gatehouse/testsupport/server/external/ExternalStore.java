package dev.gatehouse.testsupport.server.external;

import org.keycloak.component.ComponentModel;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialInputValidator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.user.UserLookupProvider;

/** A user store that knows every user whose name ends in {@value #DOMAIN}, all with the same password. */
public final class ExternalStore implements UserStorageProvider, UserLookupProvider, CredentialInputValidator {

    /** The suffix of its user names. */
    public static final String DOMAIN = "@external.test";

    /** The password of every user. */
    public static final String PASSWORD = "Passw0rd!";

    private final KeycloakSession session;
    private final ComponentModel store;

    ExternalStore(KeycloakSession session, ComponentModel store) {
        this.session = session;
        this.store = store;
    }

    @Override
    public UserModel getUserById(RealmModel realm, String id) {
        return getUserByUsername(realm, StorageId.externalId(id));
    }

    @Override
    public UserModel getUserByUsername(RealmModel realm, String username) {
        return username.endsWith(DOMAIN) ? new ExternalUser(session, realm, store, username) : null;
    }

    @Override
    public UserModel getUserByEmail(RealmModel realm, String email) {
        return getUserByUsername(realm, email);
    }

    @Override
    public boolean supportsCredentialType(String type) {
        return PasswordCredentialModel.TYPE.equals(type);
    }

    @Override
    public boolean isConfiguredFor(RealmModel realm, UserModel user, String type) {
        return supportsCredentialType(type);
    }

    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        return PASSWORD.equals(input.getChallengeResponse());
    }

    @Override
    public void close() {
        // holds nothing
    }
}
