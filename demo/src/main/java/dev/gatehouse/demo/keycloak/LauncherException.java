package dev.gatehouse.demo.keycloak;

/** An expected failure. The message is a sentence for the person who started the program, and says what to do. */
public final class LauncherException extends RuntimeException {

    public LauncherException(String message) {
        super(message);
    }

    public LauncherException(String message, Throwable cause) {
        super(message, cause);
    }
}
