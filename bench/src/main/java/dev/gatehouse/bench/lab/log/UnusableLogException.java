package dev.gatehouse.bench.lab.log;

/** Thrown if a log cannot be used as a whole; the message is the reason and the remedy. */
public final class UnusableLogException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Creates an exception with a reason for the user. */
    public UnusableLogException(String message) {
        super(message);
    }
}
