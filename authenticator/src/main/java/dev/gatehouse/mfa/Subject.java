package dev.gatehouse.mfa;

import dev.gatehouse.code.Binding;
import dev.gatehouse.profile.SecuredAt;
import java.util.Objects;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Whose login it is.
 *
 * @param realm the realm
 * @param user the user, known by a first factor
 * @param client the client to sign in to
 * @param loginId the browser's authentication session, or what takes its place
 * @param securedAt when the account had been secured as of the first factor
 */
public record Subject(RealmModel realm, UserModel user, ClientModel client, String loginId, SecuredAt securedAt) {

    public Subject {
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(loginId, "loginId");
        Objects.requireNonNull(securedAt, "securedAt");
    }

    /** What a mailed code for this login is bound to; the user must have an address. */
    Binding binding() {
        return new Binding(realm.getId(), user.getId(), user.getEmail(), client.getId(), loginId, Binding.Purpose.LOGIN, securedAt);
    }
}
