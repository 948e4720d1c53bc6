package dev.gatehouse.admin.setup;

/** Set-up refuses a request, and changes nothing. The message says why, in words for the administrator. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean isConflict;

    private Refused(String message, boolean isConflict) {
        super(message);
        this.isConflict = isConflict;
    }

    /** The request is invalid. */
    static Refused wrong(String message) {
        return new Refused(message, false);
    }

    /** The realm is not, or no longer, as the request supposes. */
    static Refused conflict(String message) {
        return new Refused(message, true);
    }

    boolean isConflict() {
        return isConflict;
    }
}
