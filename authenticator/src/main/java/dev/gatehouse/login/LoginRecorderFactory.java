package dev.gatehouse.login;

import dev.gatehouse.GlobalListenerFactory;

/** Makes {@link LoginRecorder}s, in every realm and without being switched on. */
public final class LoginRecorderFactory extends GlobalListenerFactory {

    public LoginRecorderFactory() {
        super("gatehouse-login-recorder", LoginRecorder::new);
    }
}
