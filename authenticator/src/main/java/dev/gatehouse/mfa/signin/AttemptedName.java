package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.account.TypedName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The name that a login was begun with, in Keycloak's note, which pages show. What was typed exactly has a note of its own where it
 * differs: the next page looks that up first.
 */
final class AttemptedName {

    private static final String EXACT = "gatehouse.typed-name";

    private final AuthenticationSessionModel login;

    AttemptedName(AuthenticationSessionModel login) {
        this.login = login;
    }

    void store(TypedName name) {
        login.setAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME, name.shown());
        if (name.exact().equals(name.shown())) {
            login.removeAuthNote(EXACT);
        } else {
            login.setAuthNote(EXACT, name.exact());
        }
    }

    /** The name as it was typed; empty if none was. */
    TypedName read() {
        @Nullable String shown = login.getAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME);
        TypedName name = TypedName.of(shown);
        // Keycloak's own pages write its note too.
        return Optional.ofNullable(login.getAuthNote(EXACT))
                .map(exact -> new TypedName(exact, name.cleaned()))
                .filter(typed -> typed.shown().equals(shown))
                .orElse(name);
    }
}
