package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.provider.AlwaysOnListenerFactory;

/** Creates {@link LoginListener}s. They are active in every realm without being switched on. */
public final class LoginListenerFactory extends AlwaysOnListenerFactory {

    public LoginListenerFactory() {
        super("gatehouse-login-recorder", LoginListener::new);
    }
}
