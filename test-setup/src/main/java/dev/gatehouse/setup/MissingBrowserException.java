package dev.gatehouse.setup;

/** Ends the build because the browser tests could not run. Without a stack trace, which would hide the sentence. */
final class MissingBrowserException extends RuntimeException {

    /**
     * Makes one.
     *
     * @param advice what to run
     */
    MissingBrowserException(String advice) {
        super(advice, null, false, false);
    }
}
