package dev.gatehouse.recovery.link;

/** The state of a link that was found. */
public enum MailedLinkState {
    /** It opens its page. */
    OPEN,
    /** It is too old, and another can replace it. */
    EXPIRED,
    /** The account has another address now, to which another link can be sent. */
    MOVED,
    /** It is too old, and none can replace it: what asked for it must be done again. */
    ENDED,
    /** What it was for is done. */
    USED,
    /** The account was secured or removed since, or the invitation withdrawn. */
    OVERTAKEN;

    /** Whether a new link can replace it. */
    public boolean isRenewable() {
        return switch (this) {
            case EXPIRED, MOVED -> true;
            case OPEN, ENDED, USED, OVERTAKEN -> false;
        };
    }
}
