package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.provider.AlwaysOnListenerFactory;

/** Makes {@link LockoutNoticeListener}s, in every realm and without being switched on. */
public final class LockoutNoticeListenerFactory extends AlwaysOnListenerFactory {

    public LockoutNoticeListenerFactory() {
        super("gatehouse-lockout-notices", LockoutNoticeListener::new);
    }
}
