package dev.gatehouse.notification.email;

import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.notification.email.smtp.AutoSubmittedTransport;
import jakarta.mail.Transport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.email.DefaultEmailSenderProviderFactory;
import org.keycloak.email.EmailAuthenticator;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Makes {@link AutoSubmittedEmailSender}s, for every email of a realm that uses Gatehouse, and Keycloak's own for other realms; {@code --spi-email-sender--provider=default} switches it off.
 */
public final class AutoSubmittedEmailSenderFactory extends DefaultEmailSenderProviderFactory {

    private static final Logger LOG = Logger.getLogger(AutoSubmittedEmailSenderFactory.class);

    private final Map<EmailAuthenticator.AuthenticatorType, EmailAuthenticator> authenticators =
            new ConcurrentHashMap<>();
    private final AtomicBoolean foreignTransportIsLogged = new AtomicBoolean();

    @Override
    public String getId() {
        return "gatehouse";
    }

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }

    @Override
    public void init(Config.Scope config) {
        super.init(config);
        getEmailAuthenticators().forEach((type, stock) -> authenticators.put(type, marking(stock)));
    }

    @Override
    public EmailSenderProvider create(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        return realm != null && GatehouseRealm.of(realm).isGatehouseUsed()
                ? new AutoSubmittedEmailSender(session, authenticators)
                : super.create(session);
    }

    /** Connecting is the only moment at which Keycloak hands over the transport before it sends. */
    private EmailAuthenticator marking(EmailAuthenticator stock) {
        return (session, config, transport) -> {
            mark(transport);
            stock.connect(session, config, transport);
        };
    }

    private void mark(Transport transport) {
        if (transport instanceof AutoSubmittedTransport ours) {
            ours.markAutomatic();
        } else if (foreignTransportIsLogged.compareAndSet(false, true)) {
            LOG.warnf(
                    "GATEHOUSE-305 Emails are sent without the headers that suppress automatic replies, because another extension provides SMTP: %s",
                    transport.getClass().getName());
        }
    }
}
