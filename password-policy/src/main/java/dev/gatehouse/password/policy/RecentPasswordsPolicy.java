package dev.gatehouse.password.policy;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PolicyError;

/** Checks as Keycloak's policy does. Keycloak's own refusal is the general one, which does not say what is wrong with the password. */
final class RecentPasswordsPolicy implements PasswordPolicyProvider {

    private static final String REFUSED = "gatehousePasswordRecent";

    private final KeycloakSession session;
    private final PasswordPolicyProvider keycloaks;

    RecentPasswordsPolicy(KeycloakSession session, PasswordPolicyProvider keycloaks) {
        this.session = session;
        this.keycloaks = keycloaks;
    }

    @Override
    public @Nullable PolicyError validate(RealmModel realm, UserModel user, String password) {
        return explained(keycloaks.validate(realm, user, password), user);
    }

    @Override
    public @Nullable PolicyError validate(String username, String password) {
        return explained(keycloaks.validate(username, password), null);
    }

    private @Nullable PolicyError explained(@Nullable PolicyError error, @Nullable UserModel user) {
        if (error == null) {
            return null;
        }
        // Keycloak words the refusal later, for an admin in the language that is chosen here.
        Language.of(session, user);
        // As texts, because Arabic has digits of its own, beside the Latin ones of codes and times.
        return new PolicyError(
                REFUSED, Stream.of(error.getParameters()).map(String::valueOf).toArray());
    }

    @Override
    public Object parseConfig(String value) {
        return keycloaks.parseConfig(value);
    }

    @Override
    public void close() {
        keycloaks.close();
    }
}
