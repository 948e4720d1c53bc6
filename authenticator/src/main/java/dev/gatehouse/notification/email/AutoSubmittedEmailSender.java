package dev.gatehouse.notification.email;

import dev.gatehouse.notification.email.smtp.AutoSubmittedTransport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.email.DefaultEmailSenderProvider;
import org.keycloak.email.EmailAuthenticator;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;

/**
 * Keycloak's email sender, with the headers of {@link AutoSubmittedTransport}, and with subjects and names reduced to one line. Every other
 * setting of a realm's SMTP server is handled by Keycloak.
 */
final class AutoSubmittedEmailSender extends DefaultEmailSenderProvider {

    AutoSubmittedEmailSender(
            KeycloakSession session, Map<EmailAuthenticator.AuthenticatorType, EmailAuthenticator> authenticators) {
        super(session, authenticators);
    }

    @Override
    public void send(Map<String, String> config, String address, String subject, String textBody, String htmlBody)
            throws EmailException {
        super.send(config, address, HeaderText.of(subject), textBody, htmlBody);
    }

    @Override
    protected InternetAddress toInternetAddress(String email, @Nullable String displayName)
            throws UnsupportedEncodingException, AddressException, EmailException {
        return super.toInternetAddress(email, displayName == null ? null : HeaderText.of(displayName));
    }
}
