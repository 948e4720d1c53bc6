package dev.gatehouse.mail;

import dev.gatehouse.mail.smtp.AutomaticMailTransport;
import jakarta.mail.Provider;

/** Has Jakarta Mail use {@link AutomaticMailTransport} for SMTP: what is not a default provider comes before those that are. */
public final class AutomaticMailTransportProvider extends Provider {

    /** Called by Jakarta Mail. */
    public AutomaticMailTransportProvider() {
        super(Type.TRANSPORT, "smtp", AutomaticMailTransport.class.getName(), "Gatehouse", null);
    }
}
