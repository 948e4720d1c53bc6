package dev.gatehouse.sharing;

import dev.gatehouse.GlobalListenerFactory;

/** Makes {@link SharedLoginDetector}s, in every realm and without being switched on; they look where the gate is registered. */
public final class SharedLoginDetectorFactory extends GlobalListenerFactory {

    public SharedLoginDetectorFactory() {
        super("gatehouse-shared-login-detector", SharedLoginDetector::new);
    }
}
