package dev.gatehouse.sharing;

import dev.gatehouse.keycloak.provider.AlwaysOnListenerFactory;

/** Makes {@link SharedLoginDetector}s, in every realm and without being switched on; they look where the gate is registered. */
public final class SharedLoginDetectorFactory extends AlwaysOnListenerFactory {

    public SharedLoginDetectorFactory() {
        super("gatehouse-shared-login-detector", SharedLoginDetector::new);
    }
}
