package dev.gatehouse.notification.email;

/**
 * A rendered email.
 *
 * @param subject subject line
 * @param text plain text body
 * @param html HTML body with the same facts
 */
public record RenderedEmail(String subject, String text, String html) {

    /** Hides the content: emails contain codes, and this may end up in a log. */
    @Override
    public String toString() {
        return "RenderedMail[hidden]";
    }
}
