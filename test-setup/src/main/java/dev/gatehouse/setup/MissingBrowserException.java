package dev.gatehouse.setup;

/** Ends the build because the browser tests could not run. Has no stack trace, which would hide the message. */
final class MissingBrowserException extends RuntimeException {

    /**
     * Creates an exception.
     *
     * @param advice the command to run
     */
    MissingBrowserException(String advice) {
        super(advice, null, false, false);
    }
}
