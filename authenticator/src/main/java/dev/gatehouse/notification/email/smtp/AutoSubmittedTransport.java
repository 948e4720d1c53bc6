package dev.gatehouse.notification.email.smtp;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * The way to a mail server that Jakarta Mail has, and tells, where it was asked to, that a program wrote the mail: so that no holiday
 * notice answers it. Behaves as the one that it stands in for until {@link #markAutomatic} is called.
 */
public final class AutoSubmittedTransport extends SMTPTransport {

    /** RFC 3834, section 5. */
    private static final String AUTO_SUBMITTED = "Auto-Submitted";

    /** What Exchange goes by: MS-OXCMAIL, section 2.1.3.2.21. */
    private static final String SUPPRESS = "X-Auto-Response-Suppress";

    /** Jakarta Mail logs the conversation with the mail server, addresses included, by the name of the package of its transport. */
    private static final Logger CONVERSATION = Logger.getLogger(AutoSubmittedTransport.class.getPackageName());

    static {
        CONVERSATION.setLevel(Level.OFF);
    }

    private boolean automatic;

    /** Called by Jakarta Mail. */
    public AutoSubmittedTransport(Session session, URLName address) {
        super(session, address);
    }

    /** Says that a program wrote what is sent from now on. */
    public void markAutomatic() {
        automatic = true;
    }

    @Override
    public synchronized void sendMessage(Message message, Address[] recipients) throws MessagingException {
        if (automatic) {
            message.setHeader(AUTO_SUBMITTED, "auto-generated");
            message.setHeader(SUPPRESS, "All");
        }
        super.sendMessage(message, recipients);
    }
}
