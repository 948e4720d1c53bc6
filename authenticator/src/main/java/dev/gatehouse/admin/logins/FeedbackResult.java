package dev.gatehouse.admin.logins;

/** What has become of a request to give feedback, or to withdraw it. */
public enum FeedbackResult {
    /** It is done, and an admin event says so. */
    DONE,
    /** The realm has no assessed login with this event, or no feedback about it. Nothing has changed. */
    UNKNOWN_LOGIN,
    /** The caller may not manage the user of the login. Nothing has changed. */
    NOT_PERMITTED
}
