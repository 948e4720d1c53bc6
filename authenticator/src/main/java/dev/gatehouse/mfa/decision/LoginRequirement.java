package dev.gatehouse.mfa.decision;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What a login requires in one step: by its user and first factor, and by the level of authentication that the app requests. Each is
 * computed once, when needed.
 */
public final class LoginRequirement {

    private final LoginKey loginKey;
    private final AuthenticationSessionModel login;
    private final Supplier<MfaRequirement> mfa;
    private final Supplier<Boolean> level;

    LoginRequirement(
            LoginKey loginKey,
            AuthenticationSessionModel login,
            Supplier<MfaRequirement> mfa,
            Supplier<Boolean> level) {
        this.loginKey = loginKey;
        this.login = login;
        this.mfa = once(mfa);
        this.level = once(level);
    }

    LoginKey loginKey() {
        return loginKey;
    }

    AuthenticationSessionModel login() {
        return login;
    }

    MfaRequirement mfa() {
        return mfa.get();
    }

    boolean isLevelRequired() {
        return level.get();
    }

    private static <T> Supplier<T> once(Supplier<T> compute) {
        return new Supplier<>() {

            private @Nullable T value;

            @Override
            public T get() {
                if (value == null) {
                    value = compute.get();
                }
                return value;
            }
        };
    }
}
