package dev.gatehouse.bench.lab.log;

/** Thrown for a log that cannot be used as a whole; the message says why and what to do. */
public final class UnusableLogException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** With the reason, for people. */
    public UnusableLogException(String message) {
        super(message);
    }
}
