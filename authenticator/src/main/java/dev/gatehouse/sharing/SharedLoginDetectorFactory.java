package dev.gatehouse.sharing;

import dev.gatehouse.keycloak.config.AdminTexts;
import dev.gatehouse.keycloak.config.GateFormSection;
import dev.gatehouse.keycloak.provider.AlwaysOnListenerFactory;
import java.util.List;
import java.util.Map;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** Makes {@link SharedLoginDetector}s, in every realm and without being switched on; they look where the gate is registered. */
public final class SharedLoginDetectorFactory extends AlwaysOnListenerFactory implements GateFormSection {

    public SharedLoginDetectorFactory() {
        super("gatehouse-shared-login-detector", SharedLoginDetector::new);
    }

    @Override
    public int position() {
        return 1;
    }

    @Override
    public List<ProviderConfigProperty> properties() {
        return ProviderConfigurationBuilder.create()
                .property().name(SharingSettings.PLACES)
                .label(AdminTexts.label(SharingSettings.PLACES))
                .helpText(AdminTexts.help(SharingSettings.PLACES))
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(SharingSettings.DEFAULT_PLACES)
                .add()
                .property().name(SharingSettings.DEVICES)
                .label(AdminTexts.label(SharingSettings.DEVICES))
                .helpText(AdminTexts.help(SharingSettings.DEVICES))
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(SharingSettings.DEFAULT_DEVICES)
                .add()
                .property().name(SharingSettings.MINUTES)
                .label(AdminTexts.label(SharingSettings.MINUTES))
                .helpText(AdminTexts.help(SharingSettings.MINUTES))
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(SharingSettings.DEFAULT_MINUTES)
                .add()
                .build();
    }

    @Override
    public List<String> problems(Map<String, String> config) {
        return SharingSettings.parse(config).problems();
    }
}
