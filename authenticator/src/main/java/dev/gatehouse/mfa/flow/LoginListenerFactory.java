package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.provider.AlwaysOnListenerFactory;

/** Makes {@link LoginListener}s, in every realm and without being switched on. */
public final class LoginListenerFactory extends AlwaysOnListenerFactory {

    public LoginListenerFactory() {
        super("gatehouse-login-recorder", LoginListener::new);
    }
}
