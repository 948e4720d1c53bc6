package dev.gatehouse.password.policy;

import dev.gatehouse.password.rules.Person;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** The personal details in a submitted registration form. */
final class RegistrationForm {

    private RegistrationForm() {}

    /**
     * Reads the form of the request.
     *
     * @param username the user name, which is the email address in realms configured so
     */
    static Person of(KeycloakSession session, @Nullable String username) {
        HttpRequest request = session.getContext().getHttpRequest();
        MultivaluedMap<String, String> form = request == null ? null : request.getDecodedFormParameters();
        if (form == null) {
            return new Person(username, null, null, null);
        }
        return new Person(
                username,
                form.getFirst(UserModel.EMAIL),
                form.getFirst(UserModel.FIRST_NAME),
                form.getFirst(UserModel.LAST_NAME));
    }
}
