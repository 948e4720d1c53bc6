package dev.gatehouse.notification.notice;

import dev.gatehouse.keycloak.config.GateFormSection;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.provider.AlwaysOnListenerFactory;
import java.util.List;

/** Makes {@link NoticeListener}s, in every realm and without being switched on; they act where the gate is in use. */
public final class NoticeListenerFactory extends AlwaysOnListenerFactory implements GateFormSection {

    public NoticeListenerFactory() {
        super("gatehouse-notices", NoticeListener::new);
    }

    @Override
    public int position() {
        return 2;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(AccountNotices.ENABLED);
    }
}
