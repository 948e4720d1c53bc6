package dev.gatehouse.notification.email.smtp;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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

    /** Of {@code WriteTimeoutSocket}: what ends writes that the server does not take in time. */
    private static final String WRITE_TIMEOUTS_OPTION = "mail.smtp.executor.writetimeout";

    private static final int IDLE_SECONDS = 60;

    private static final ScheduledExecutorService WRITE_TIMEOUTS = writeTimeouts();

    static {
        SMTP_LOG.setLevel(Level.OFF);
    }

    private boolean automatic;

    /** Called by Jakarta Mail. */
    public AutoSubmittedTransport(Session session, URLName address) {
        super(session, address);
    }

    /**
     * Marks everything that is sent from now on as automatic. To be called before the transport is connected: its connection then shares the
     * thread for timeouts with others, where Jakarta Mail would start one for each.
     */
    public void markAutomatic() {
        automatic = true;
        session.getProperties().putIfAbsent(WRITE_TIMEOUTS_OPTION, WRITE_TIMEOUTS);
    }

    private static ScheduledExecutorService writeTimeouts() {
        ScheduledThreadPoolExecutor timeouts = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "gatehouse-mail-timeouts");
            thread.setDaemon(true);
            return thread;
        });
        // Nearly every timeout is cancelled.
        timeouts.setRemoveOnCancelPolicy(true);
        timeouts.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timeouts.allowCoreThreadTimeOut(true);
        return timeouts;
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
