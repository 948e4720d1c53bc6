package dev.gatehouse.testsupport.mail;

import dev.gatehouse.demo.inbox.Inbox;
import dev.gatehouse.demo.inbox.Mail;
import java.util.List;

/** The inbox that receives a server's emails: in this process, or of a demo that runs elsewhere. */
public interface MailInbox {

    /** The URL of its page, for example {@code http://localhost:8025}. */
    String url();

    /** The port that accepts email. */
    int smtpPort();

    /** The emails to an address, newest first. */
    List<Mail> messages(String to);

    /** Deletes all emails. */
    void clear();

    /** Makes the mail server refuse email, or accept it again. */
    void outage(boolean on);

    /** The inbox of this process. */
    static MailInbox of(Inbox inbox) {
        return new MailInbox() {
            @Override
            public String url() {
                return inbox.url();
            }

            @Override
            public int smtpPort() {
                return inbox.smtpPort();
            }

            @Override
            public List<Mail> messages(String to) {
                return inbox.messages(to);
            }

            @Override
            public void clear() {
                inbox.clear();
            }

            @Override
            public void outage(boolean on) {
                inbox.outage(on);
            }
        };
    }
}
