package dev.gatehouse.testsupport.server.store;

import java.util.stream.Stream;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialInputUpdater;
import org.keycloak.credential.CredentialInputValidator;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.storage.ReadOnlyException;
import org.keycloak.storage.UserStorageProvider;

/** A user store with read-only passwords, all the same, of users that were imported from it. */
public final class ReadOnlyStore implements UserStorageProvider, CredentialInputValidator, CredentialInputUpdater {

    /** The password of every user. */
    public static final String PASSWORD = "kept elsewhere";

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
    public boolean updateCredential(RealmModel realm, UserModel user, CredentialInput input) {
        // As Keycloak's LDAP provider does.
        throw new ReadOnlyException("Federated storage is not writable");
    }

    @Override
    public void disableCredentialType(RealmModel realm, UserModel user, String type) {
        throw new ReadOnlyException("Federated storage is not writable");
    }

    @Override
    public Stream<String> getDisableableCredentialTypesStream(RealmModel realm, UserModel user) {
        return Stream.empty();
    }

    @Override
    public void close() {
        // holds nothing
    }
}
