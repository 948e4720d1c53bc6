package dev.gatehouse.notification.email;

import dev.gatehouse.notification.email.smtp.AutoSubmittedTransport;
import jakarta.mail.Provider;

/** Makes Jakarta Mail use {@link AutoSubmittedTransport} for SMTP, because it prefers other providers to its default ones. */
public final class AutoSubmittedTransportProvider extends Provider {

    /** Called by Jakarta Mail. */
    public AutoSubmittedTransportProvider() {
        super(Type.TRANSPORT, "smtp", AutoSubmittedTransport.class.getName(), "Gatehouse", null);
    }
}
