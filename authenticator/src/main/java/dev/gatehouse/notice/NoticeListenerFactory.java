package dev.gatehouse.notice;

import dev.gatehouse.GlobalListenerFactory;

/** Makes {@link NoticeListener}s, in every realm and without being switched on; they speak up where the gate is in use. */
public final class NoticeListenerFactory extends GlobalListenerFactory {

    public NoticeListenerFactory() {
        super("gatehouse-notices", NoticeListener::new);
    }
}
