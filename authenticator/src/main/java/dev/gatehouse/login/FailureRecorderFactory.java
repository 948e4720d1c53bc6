package dev.gatehouse.login;

import dev.gatehouse.GlobalListenerFactory;

/** Makes {@link FailureRecorder}s, in every realm and without being switched on; they count where the gate is in use. */
public final class FailureRecorderFactory extends GlobalListenerFactory {

    public FailureRecorderFactory() {
        super("gatehouse-failure-recorder", FailureRecorder::new);
    }
}
