package dev.gatehouse.notification.email;

import dev.gatehouse.notification.email.smtp.AutoSubmittedTransport;
import jakarta.mail.Provider;

/** Has Jakarta Mail use {@link AutoSubmittedTransport} for SMTP: what is not a default provider comes before those that are. */
public final class AutoSubmittedTransportProvider extends Provider {

    /** Called by Jakarta Mail. */
    public AutoSubmittedTransportProvider() {
        super(Type.TRANSPORT, "smtp", AutoSubmittedTransport.class.getName(), "Gatehouse", null);
    }
}
