package dev.gatehouse.mail;

/**
 * A mail, ready to leave.
 *
 * @param subject subject line
 * @param text plain text body
 * @param html HTML body with the same facts
 */
public record RenderedMail(String subject, String text, String html) {

    /** Hides the content: mails carry codes, and this may end up in a log. */
    @Override
    public String toString() {
        return "RenderedMail[hidden]";
    }
}
