package dev.gatehouse.login;

import dev.gatehouse.GlobalListenerFactory;

/** Makes {@link AdminChanges} listeners, in every realm and without being switched on; they act where the gate is in use. */
public final class AdminChangesFactory extends GlobalListenerFactory {

    public AdminChangesFactory() {
        super("gatehouse-admin-changes", AdminChanges::new);
    }
}
