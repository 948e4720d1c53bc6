package dev.gatehouse.notification.email;

/**
 * A mail, ready to leave.
 *
 * @param subject subject line
 * @param text plain text body
 * @param html HTML body with the same facts
 */
public record RenderedEmail(String subject, String text, String html) {

    /** Hides the content: mails carry codes, and this may end up in a log. */
    @Override
    public String toString() {
        return "RenderedMail[hidden]";
    }
}
