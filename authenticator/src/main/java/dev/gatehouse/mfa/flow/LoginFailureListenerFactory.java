package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.provider.AlwaysOnListenerFactory;

/** Makes {@link LoginFailureListener}s, in every realm and without being switched on; they count where the gate is in use. */
public final class LoginFailureListenerFactory extends AlwaysOnListenerFactory {

    public LoginFailureListenerFactory() {
        super("gatehouse-failure-recorder", LoginFailureListener::new);
    }
}
