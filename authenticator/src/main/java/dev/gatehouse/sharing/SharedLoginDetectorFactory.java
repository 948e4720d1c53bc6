package dev.gatehouse.sharing;

import dev.gatehouse.keycloak.config.GateFormSection;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.provider.AlwaysOnListenerFactory;
import java.util.List;

/** Makes {@link SharedLoginDetector}s, in every realm and without being switched on; they look at logins where the gate is registered. */
public final class SharedLoginDetectorFactory extends AlwaysOnListenerFactory implements GateFormSection {

    public SharedLoginDetectorFactory() {
        super("gatehouse-shared-login-detector", SharedLoginDetector::new);
    }

    @Override
    public int position() {
        return 1;
    }

    @Override
    public List<Setting<?>> settings() {
        return SharingSettings.ALL;
    }
}
