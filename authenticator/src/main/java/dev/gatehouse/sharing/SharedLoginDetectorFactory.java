package dev.gatehouse.sharing;

import dev.gatehouse.keycloak.config.GateFormSection;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.provider.AlwaysOnListenerFactory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    @Override
    public List<String> problems(@Nullable Map<String, String> config) {
        return SharingSettings.parse(config).problems();
    }
}
