package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.provider.AlwaysOnListenerFactory;

/** Creates {@link LoginFailureListener}s. They are active in every realm without being switched on, and count where the gate is enabled. */
public final class LoginFailureListenerFactory extends AlwaysOnListenerFactory {

    public LoginFailureListenerFactory() {
        super("gatehouse-failure-recorder", LoginFailureListener::new);
    }
}
