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
 * Jakarta Mail's SMTP transport that can mark emails as automatic (RFC 3834), so that auto-responders do not answer them. Behaves like the
 * transport that it replaces until {@link #markAutomatic} is called.
 */
public final class AutoSubmittedTransport extends SMTPTransport {

    /** RFC 3834, section 5. */
    private static final String AUTO_SUBMITTED = "Auto-Submitted";

    /** The header that Exchange reads: MS-OXCMAIL, section 2.1.3.2.21. */
    private static final String SUPPRESS = "X-Auto-Response-Suppress";

    /** Jakarta Mail logs the SMTP dialogue, including addresses, under the package name of its transport. */
    private static final Logger SMTP_LOG = Logger.getLogger(AutoSubmittedTransport.class.getPackageName());

    static {
        SMTP_LOG.setLevel(Level.OFF);
    }

    private boolean automatic;

    /** Called by Jakarta Mail. */
    public AutoSubmittedTransport(Session session, URLName address) {
        super(session, address);
    }

    /** Marks everything that is sent from now on as automatic. */
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
