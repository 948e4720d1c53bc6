package dev.gatehouse.notification.notice;

import dev.gatehouse.keycloak.provider.AlwaysOnListenerFactory;

/** Makes {@link NoticeListener}s, in every realm and without being switched on; they speak up where the gate is in use. */
public final class NoticeListenerFactory extends AlwaysOnListenerFactory {

    public NoticeListenerFactory() {
        super("gatehouse-notices", NoticeListener::new);
    }
}
