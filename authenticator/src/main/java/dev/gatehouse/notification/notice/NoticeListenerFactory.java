package dev.gatehouse.notification.notice;

import dev.gatehouse.keycloak.config.AdminTexts;
import dev.gatehouse.keycloak.config.GateFormSection;
import dev.gatehouse.keycloak.provider.AlwaysOnListenerFactory;
import java.util.List;
import java.util.Map;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** Makes {@link NoticeListener}s, in every realm and without being switched on; they speak up where the gate is in use. */
public final class NoticeListenerFactory extends AlwaysOnListenerFactory implements GateFormSection {

    public NoticeListenerFactory() {
        super("gatehouse-notices", NoticeListener::new);
    }

    @Override
    public int position() {
        return 2;
    }

    @Override
    public List<ProviderConfigProperty> properties() {
        return ProviderConfigurationBuilder.create()
                .property().name(AccountNotices.SETTING)
                .label(AdminTexts.label(AccountNotices.SETTING))
                .helpText(AdminTexts.help(AccountNotices.SETTING))
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(Boolean.TRUE.toString())
                .add()
                .build();
    }

    @Override
    public List<String> problems(Map<String, String> config) {
        return List.of();
    }
}
